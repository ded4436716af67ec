/** The original's names of values, and what they are called here. Each says what its block was called, for the layers. */
import { own } from '../json';
import type { Bind, Path } from '../schema';

interface Known { readonly get: Path; readonly name: string; readonly fmt?: Bind['fmt']; /** The original had the block and never filled it. */ readonly blank?: true }

const ROUND_UP = { as: 'duration', pattern: 'auto', round: 'ceil' } as const;

const KNOWN: Readonly<Record<string, Known>> = {
  name: { get: 'runner.name', name: 'Name' },
  first_name: { get: 'runner.first_name', name: 'First name' },
  last_name: { get: 'runner.last_name', name: 'Last name' },
  age: { get: 'runner.age', name: 'Age' },
  gender: { get: 'runner.gender', name: 'Gender' },
  city: { get: 'runner.city', name: 'City' },
  state: { get: 'runner.state', name: 'State' },
  country: { get: 'runner.country', name: 'Country' },
  division: { get: 'runner.division', name: 'Division' },
  team_name: { get: 'runner.team', name: 'Team' },
  team: { get: 'runner.team', name: 'Team' },
  bib: { get: 'runner.bib', name: 'Bib' },
  race_name: { get: 'runner.race', name: 'Race' },
  reg_choice: { get: 'runner.choice', name: 'Choice' },
  wave: { get: 'runner.wave', name: 'Wave' },
  lap: { get: 'runner.lap', name: 'Lap' },
  location: { get: 'location.name', name: 'Location' },
  timestamp: { get: 'runner.time', name: 'Time of day' },
  finish_timestamp: { get: 'runner.time', name: 'Time of day' },
  start_time: { get: 'runner.start_time', name: 'Start' },
  finish_time: { get: 'runner.net_time', name: 'Net time', fmt: ROUND_UP },
  net_time: { get: 'runner.net_time', name: 'Net time', fmt: ROUND_UP },
  gun_time: { get: 'runner.gun_time', name: 'Gun time', fmt: ROUND_UP },
  gross_time: { get: 'runner.gross_time', name: 'Gross time', fmt: ROUND_UP },
  chip_time: { get: 'runner.chip_time', name: 'Chip time', fmt: ROUND_UP, blank: true },
  pace: { get: 'runner.pace_mile', name: 'Pace per mile' },
  gun_pace: { get: 'runner.gun_pace_mile', name: 'Gun pace per mile' },
  overall_rank: { get: 'runner.rank.overall', name: 'Overall rank' },
  finish_rank: { get: 'runner.rank.overall', name: 'Overall rank' },
  division_rank: { get: 'runner.rank.division', name: 'Division rank' },
  gender_rank: { get: 'runner.rank.gender', name: 'Gender rank' },
  penalty_time: { get: 'runner.penalties', name: 'Penalties', fmt: ROUND_UP },
  time_with_penalty: { get: 'runner.time_with_penalty', name: 'Time with penalties', fmt: ROUND_UP },
  gun_time_with_penalty: { get: 'runner.gun_time_with_penalty', name: 'Gun time with penalties', fmt: ROUND_UP },
  message: { get: 'runner.message', name: 'Line for the runner' },
  custom_message: { get: 'runner.message', name: 'Line for the runner' },
};

export const isMessage = (key: string): boolean => key === 'message' || key === 'custom_message';

export function knownOf(key: string): Known | null {
  return own(KNOWN, key) === null ? null : KNOWN[key] ?? null;
}

export const PLACEHOLDERS: readonly string[] = Object.keys(KNOWN);

export function bindOf({ get, fmt }: Known, upper: boolean): Bind {
  const form = fmt ?? (upper && !/rank|age|lap|time/.test(get) ? { as: 'text', case: 'upper' } as const : undefined);
  return form === undefined ? { get } : { get, fmt: form };
}
