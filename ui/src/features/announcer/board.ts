/**
 * The board as it grows: the whole of it first, then what is different. A card keeps its place and its identity when time
 * and place come to a name, and a board that comes again after the line was lost puts itself over what is there.
 */
import type { AnnouncerBoard, AnnouncerCard, AnnouncerComing, AnnouncerRace } from '../../api/generated';

export interface Changes {
  readonly now: number;
  readonly per_minute: number;
  readonly cards: readonly AnnouncerCard[];
  readonly crossed: readonly string[];
  readonly missed: { readonly count: number; readonly cards: readonly string[] };
  readonly coming?: readonly AnnouncerComing[];
  readonly races?: readonly AnnouncerRace[];
}

export interface Board {
  readonly event: string;
  readonly zone: string;
  readonly races: readonly AnnouncerRace[];
  readonly perMinute: number;
  readonly crossed: readonly AnnouncerCard[];
  readonly coming: readonly AnnouncerComing[];
  readonly missed: { readonly count: number; readonly cards: readonly AnnouncerCard[] };
}

export function first(told: AnnouncerBoard): Board {
  return {
    event: told.event, zone: told.zone, races: told.races, perMinute: told.per_minute,
    crossed: told.crossed, coming: told.coming, missed: told.missed,
  };
}

/** A card that is on the board and of which nothing is known is left out; the next board brings it. */
export function changed(board: Board, told: Changes): Board {
  const cards = new Map([...board.missed.cards, ...board.crossed, ...told.cards].map((card) => [card.id, card]));
  const those = (ids: readonly string[]): AnnouncerCard[] => ids.map((id) => cards.get(id)).filter((card) => card !== undefined);
  return {
    ...board,
    perMinute: told.per_minute,
    crossed: those(told.crossed),
    missed: { count: told.missed.count, cards: those(told.missed.cards) },
    coming: told.coming ?? board.coming,
    races: told.races ?? board.races,
  };
}
