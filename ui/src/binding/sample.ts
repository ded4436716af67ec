/**
 * Why: a template is drawn before anybody runs. These runners have what breaks a drawing: names that are long, that read from the
 * right, that have no spaces or marks above their capitals, who has no time yet, no town, no photo.
 */
import type { Values } from './values';

/** 21 June 2026, 12:00 UTC; the gun was an hour and a half before. */
export const SAMPLE_NOW = Date.UTC(2026, 5, 21, 12, 0, 0);
const GUN = SAMPLE_NOW - 5_400_000;
const SECOND = 1000;

interface Person {
  readonly first: string;
  readonly last: string;
  readonly city?: string;
  readonly state?: string;
  readonly country?: string;
  readonly team?: string;
  readonly gender: string;
  readonly age: number;
  readonly seconds?: number;
}

const PEOPLE: readonly Person[] = [
  { first: 'Ana', last: 'Souza', city: 'Boulder', state: 'CO', country: 'US', team: 'Front Range Striders', gender: 'F', age: 34, seconds: 5390.2 },
  { first: 'Bartholomew-Alexander', last: 'Featherstonehaugh-Cholmondeley', city: 'Llanfairpwllgwyngyll', country: 'GB', team: 'Royal Leamington Spa and District Athletic Club', gender: 'M', age: 51, seconds: 5394.7 },
  { first: 'محمد عبد الرحمن', last: 'الشمري', city: 'الرياض', country: 'SA', team: 'نادي الهلال', gender: 'M', age: 28, seconds: 5396.1 },
  { first: '美咲', last: '佐々木', city: '札幌市', country: 'JP', team: '北海道ランニングクラブ', gender: 'F', age: 23, seconds: 5401 },
  { first: 'Ågot Þórðís', last: 'ÅŚČÎŘÑŸ-Ǻkerström', city: 'Årjäng', country: 'SE', team: 'IK Öst', gender: 'F', age: 45, seconds: 5402.4 },
  { first: 'Li', last: 'Wu', city: 'Ely', state: 'MN', country: 'US', gender: 'M', age: 9 },
  { first: 'Noor', last: 'de Vries', country: 'NL', team: 'AV Sparta', gender: 'F', age: 31, seconds: 5409.9 },
  { first: 'נועה', last: 'בן־דוד', city: 'תל אביב', country: 'IL', gender: 'F', age: 38, seconds: 5411 },
  { first: 'Thị Mỹ Hạnh', last: 'Nguyễn', city: 'Đà Nẵng', country: 'VN', team: 'Saigon Runners', gender: 'F', age: 27, seconds: 5415.3 },
  { first: 'สมชาย', last: 'ศรีสุวรรณ', city: 'กรุงเทพมหานคร', country: 'TH', gender: 'M', age: 40, seconds: 5420 },
  { first: 'Günther', last: 'Weiß', city: 'Görlitz', country: 'DE', team: 'LG Neiße', gender: 'M', age: 72, seconds: 36_021.1 },
  { first: '민준', last: '김', city: '서울특별시', country: 'KR', gender: 'M', age: 19, seconds: 45 },
];

const DIVISIONS = { F: 'Women 30–39', M: 'Men 30–39' } as const;

function times(seconds: number | undefined, place: number): Values {
  if (seconds === undefined) return {};
  const gun = Math.round(seconds * SECOND);
  const net = gun - 21_300;
  return {
    time: GUN + gun, start_time: GUN + 21_300, net_time: Math.max(1, net), gun_time: gun, chip_time: Math.max(1, net), gross_time: gun, finish_time: Math.max(1, net),
    pace: Math.max(1, net) / 21.1, gun_pace: gun / 21.1, pace_mile: Math.max(1, net) / 21.1, gun_pace_mile: gun / 21.1,
    penalties: place % 5 === 1 ? 30_000 : null, time_with_penalty: net + 30_000, gun_time_with_penalty: gun + 30_000,
    rank: { overall: place, division: Math.ceil(place / 2), gender: Math.ceil(place / 3) },
  };
}

/** A row of a list: its runner and who that is. */
function row(person: Person, index: number): Values {
  const { first, last, city, state, country, team, gender, age } = person;
  return {
    key: `sample-${String(index)}`, turn: index,
    runner: {
      name: `${first} ${last}`, first_name: first, last_name: last, bib: String(101 + index * 37), age, gender,
      city: city ?? null, state: state ?? null, country: country ?? null, town: [city, state ?? country].filter(Boolean).join(', ') || null,
      division: gender === 'F' ? DIVISIONS.F : DIVISIONS.M, team: team ?? null, race: 'Half Marathon', wave: index % 2 === 0 ? 'Wave A' : 'Wave B',
      choice: 'T-shirt M', message: index % 3 === 0 ? 'Go Mom, you are almost there!' : null, status: person.seconds === undefined ? 'on course' : 'finished',
      photo: null, lap: 1, tag: `9${String(1000 + index)}`, ...times(person.seconds, index + 1),
    },
  };
}

export const SAMPLE_ROWS: readonly Values[] = PEOPLE.map(row);

/** The first three that have one: a team's row has its name, place and time. */
const SAMPLE_TEAMS: readonly Values[] = PEOPLE.filter(({ team }) => team !== undefined).slice(0, 3).map(({ team = '', seconds }, index) => (
  { key: `team-${String(index)}`, runner: { name: team, team, race: 'Half Marathon', ...times((seconds ?? 0) * 3, index + 1) } }
));

export const SAMPLE_MESSAGES: readonly string[] = ['What a finish!', 'The medal is yours.', 'Breathe, smile, you did it.', 'Every step was worth it.'];

/** Everything but the runner. */
export const SAMPLE_PAGE: Values = {
  race: { name: 'Half Marathon', event: 'Canal Run 2026', date: 'Sunday, 21 June 2026', gun_time: GUN, start_time: SAMPLE_NOW + 1_800_000, distance: '21.1 km' },
  location: { name: 'Finish', age: 1200 },
  list: {
    sample: true, waiting: 19, queue: SAMPLE_ROWS.slice(0, 5), standings: SAMPLE_ROWS, recent: [...SAMPLE_ROWS].reverse(), teams: SAMPLE_TEAMS, splits: SAMPLE_ROWS.slice(0, 4),
    latest: SAMPLE_ROWS.slice(0, 6).reverse(), on_course: SAMPLE_ROWS.slice(5, 10),
    more: 7, count: PEOPLE.length,
  },
  screen: { name: 'Finish left', number: 7, group: 'Finish' },
  var: { sponsor: 'Acme Shoes' },
  messages: SAMPLE_MESSAGES,
};

/** One runner on the page, and the first `slots` in the places of a `runners` block. */
export function sampleValues(index = 0, slots = PEOPLE.length): Values {
  const one = SAMPLE_ROWS[index % SAMPLE_ROWS.length] ?? {};
  return { ...SAMPLE_PAGE, ...one, slots: Array.from({ length: slots }, (_, slot) => SAMPLE_ROWS[(index + slot) % SAMPLE_ROWS.length] ?? null) };
}
