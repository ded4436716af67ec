/** The filters of the log, as they stand in the page's address: a link to a finding shows the same to a colleague. */
import type { Query } from '../../api/client';
import { startOf } from '../../components/days';

export interface Search {
  /** Kind and number of who acted: `user:7`. */
  readonly who?: string;
  readonly subject?: string;
  readonly id?: string;
  readonly action?: string;
  readonly event?: number;
  readonly text?: string;
  /** Days, in the partner's zone. */
  readonly from?: string;
  readonly to?: string;
}

const DAY = /^\d{4}-\d{2}-\d{2}$/;
const LONGEST = 200;

/** Whatever an address says, only what makes sense of it. */
export function searchOf(given: Readonly<Record<string, unknown>>): Search {
  const texts = (['who', 'subject', 'id', 'action', 'text'] as const).flatMap((name) => {
    const value = typeof given[name] === 'number' ? String(given[name]) : given[name];
    return typeof value === 'string' && value !== '' ? [[name, value.slice(0, LONGEST)]] : [];
  });
  const days = (['from', 'to'] as const).flatMap((name) => {
    const value = given[name];
    return typeof value === 'string' && DAY.test(value) ? [[name, value]] : [];
  });
  const event = Number(given['event']);
  return { ...Object.fromEntries([...texts, ...days]), ...(Number.isInteger(event) && event > 0 ? { event } : {}) } as Search; // put together from its own names above
}

/** What the hub is asked; `zone` says when a day begins. */
export function queryOf(search: Search, zone: string): Query {
  const [kind, number] = search.who?.split(':') ?? [];
  return {
    actor_kind: kind, actor_id: number, subject: search.subject, subject_id: search.id, action: search.action, event: search.event, text: search.text,
    since: search.from === undefined ? undefined : startOf(search.from, zone, 0),
    until: search.to === undefined ? undefined : startOf(search.to, zone, 1),
  };
}
