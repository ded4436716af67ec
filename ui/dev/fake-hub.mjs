/**
 * Why: to look at the page without a database, a collector and a race. Serves dist/ as the hub does,
 * with a strict content policy, and a stream that does what it is told:
 *
 *   node dev/fake-hub.mjs [port]        then open /display/DEMO2345 and call
 *   /control/read?n=8&every=100         n runners, one each `every` ms (&long=1 long names,
 *                                       &world=1 names of all scripts, &age=42000 late)
 *   /control/desk?is={"template":"wall","orders":{"blank":true},"notice":{"id":1,"kind":"emergency","text":"Stop"}}
 *   /control/freeze  /control/refuse  /control/end  /control/bye  /control/heal
 */
import { createServer } from 'node:http';
import { readFile } from 'node:fs/promises';
import { extname, join, normalize } from 'node:path';
import { fileURLToPath } from 'node:url';

const DIST = fileURLToPath(new URL('../dist/', import.meta.url));
const TYPES = { '.html': 'text/html; charset=utf-8', '.js': 'text/javascript', '.css': 'text/css', '.svg': 'image/svg+xml', '.woff2': 'font/woff2', '.txt': 'text/plain' };
const ZONE = 'Europe/Amsterdam';
const EPOCH = Date.now().toString(36);
const RACES = ['Marathon', 'Half Marathon', '10K', '5K Fun Run'];
const PEOPLE = [
  ['Sofía', 'Hernández', 'Boulder, CO'], ['Jan', 'de Vries', 'Utrecht'], ['Łukasz', 'Żółkiewski', 'Kraków'],
  ['Amara', 'Okafor', 'Lagos'], ['Mia', 'Li', 'Ely'], ['Þórunn', 'Jónsdóttir', 'Reykjavík'],
  ['Николай', 'Соколов', 'София'], ['Daniel', 'O’Connor', 'Cork'], ['Ana', 'Souza', 'São Paulo'],
  ['Henrik', 'Bergström', 'Göteborg'], ['Ελένη', 'Παπαδοπούλου', 'Αθήνα'], ['Grace', 'Kim', 'Fort Collins, CO'],
  ['Tom', 'Baker', 'Leeds'], ['Yusuf', 'Demir', 'İzmir'], ['Chloé', 'Lefèvre', 'Lyon'], ['محمد', 'الأحمد', 'Rabat'],
];
const LONG = [
  ['Maximiliane-Charlotte', 'von Hohenzollern-Sigmaringen', 'Llanfairpwllgwyngyll, Isle of Anglesey'],
  ['José Antonio Fernando', 'García-Rodríguez de la Concepción', 'San Francisco de los Caballeros'],
  ['Wolfeschlegelsteinhausenbergerdorff', 'Hubert Blaine Senior of Philadelphia', 'Truth or Consequences, NM'],
];
const WORLD = [
  ['Nguyễn Thị', 'Ánh', 'Đà Nẵng'], ['محمد', 'الراوي', 'الرباط'], ['さくら', '青木', '青葉浜'], ['Željko', 'Šarić', 'Łąkowice Małe'],
  ['Đặng Văn', 'Lực', 'Saltmere'], ['İbrahim', 'Žvirblis', 'Bad Nirgendwo an der Stillen Aue'], ['עדי', 'כרמל', 'חיפה'], ['서연', '김', '서울'],
  ['Ngozi', 'Adéyẹmí', 'Ìbàdàn'], ['สมชาย', 'ใจกล้า', 'กรุงเทพ'], ['महेश', 'पर्वत', 'पुणे'], ['陈', '小雨', '广州'],
  ['Kaʻiulani', 'Hōkūlani', 'Hilo'], ['Pieternel', 'van Oldenbarnevelt-Groenewegen', 'Saltmere'], ['Świętosława', 'Źdźbło-Brzęczyszczykiewicz', 'Łódź'],
  ['Ångström', 'Öé', 'Århus'],
];

const state = { mode: 'well', version: 0, newest: null, passings: [], screens: new Set(), desk: { notice: null, orders: {} } };
const clock = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23', timeZone: ZONE });

function passing(options) {
  state.version += 1;
  const number = state.version;
  const people = options.long ? LONG : options.world ? WORLD : PEOPLE;
  const [first, last, town] = people[(options.world ? number - 1 : number * 7) % people.length];
  const received = Date.now() - options.age;
  const known = !options.unknown;
  return {
    key: `1:${number}:1`, version: number, location: 'Finish', location_id: 1, at: received, time: clock.format(received),
    tag: String(100000 + number), bib: known ? String((number * 1237) % 9000 + 7) : null,
    name: known ? `${first} ${last}` : null, first_name: known ? first : null, last_name: known ? last : null,
    town: known ? town : null, race: known ? RACES[number % RACES.length] : null,
    lap: number % 5 === 0 ? 2 : 1, received, corrected: false,
  };
}

function send(screen, name, data) {
  screen.write(`event: ${name}\ndata: ${JSON.stringify(data)}\n\n`);
}

/** Where it is, for the browser's own next try. */
function place(screen) {
  screen.write(`id: ${EPOCH}:1.${state.version}\n\n`);
}

function assign() {
  for (const screen of state.screens) send(screen, 'assignment', assignment());
}

function assignment() {
  const { notice, orders, ...session } = state.desk;
  return {
    now: Date.now(), revision: 1, label: 'Canal City Marathon 2026', state: 'open', opens_at: null, notice,
    session: { id: 4, name: 'Sunday · Finish line', mode: 'results', template: 'standard', unknown: 'hidden', race_ids: [], races: [], messages: [], settings: { show_ms: 5000 }, queue_cleared_at: null, ...session },
    timing: [{ id: 1, name: 'Main box', zone: ZONE, state: 'open', only_listed: false, locations: [] }],
    screen: { id: 1, number: 7, name: 'Finish arch', group: '', language: null, locations: null, blank: false, identify_until: null, reloads: 0, ...orders },
  };
}

function read(options) {
  const since = state.version;
  const row = passing(options);
  state.passings = [...state.passings, row].slice(-50);
  state.newest = Math.max(state.newest ?? 0, row.received);
  if (state.mode !== 'well') return;
  const data = { session: 1, epoch: EPOCH, version: row.version, since, now: Date.now(), passings: [row], withdrawn: [] };
  for (const screen of state.screens) { send(screen, 'changes', data); place(screen); }
}

function beat() {
  if (state.mode !== 'well') return;
  const age = state.newest === null ? null : Date.now() - state.newest;
  for (const screen of state.screens) send(screen, 'hb', { now: Date.now(), session: 1, version: state.version, age, locations: [{ id: 1, age }] });
}
setInterval(beat, 2000);

function stream(request, response) {
  response.writeHead(200, { 'Content-Type': 'text/event-stream', 'Cache-Control': 'no-store', 'X-Accel-Buffering': 'no' });
  response.write('retry: 500\n\n');
  send(response, 'assignment', assignment());
  const snapshot = { session: 1, epoch: EPOCH, version: state.version, now: Date.now(), locations: [{ id: 1, name: 'Finish', newest: state.newest }], passings: state.passings };
  send(response, 'snapshot', snapshot);
  place(response);
  state.screens.add(response);
  response.on('close', () => state.screens.delete(response));
  beat();
}

function cut() {
  for (const screen of state.screens) screen.destroy();
}

const CONTROLS = {
  read(query) {
    const options = { long: query.has('long'), world: query.has('world'), unknown: query.has('unknown'), age: Number(query.get('age') ?? 0) };
    const every = Number(query.get('every') ?? 0);
    for (let i = 0; i < Number(query.get('n') ?? 1); i += 1) setTimeout(() => read(options), i * every);
  },
  freeze() { state.mode = 'frozen'; },
  refuse() { state.mode = 'refusing'; cut(); },
  end() { state.mode = 'ended'; cut(); },
  bye() { for (const screen of state.screens) { send(screen, 'bye', { reason: 'restart' }); screen.end(); } },
  heal() { state.mode = 'well'; },
  desk(query) { Object.assign(state.desk, JSON.parse(query.get('is') ?? '{}')); assign(); },
};

function api(request, response, path) {
  if (state.mode === 'refusing') { response.writeHead(502).end('Bad gateway'); return; }
  if (state.mode === 'frozen') return; // accepts and says nothing, as a half-open line does
  if (state.mode === 'ended') { response.writeHead(404).end('{}'); return; }
  if (path.endsWith('/stream')) { stream(request, response); return; }
  if (path.endsWith('/screen')) { response.writeHead(200, { 'Content-Type': 'application/json' }).end(JSON.stringify({ id: 1, number: 7, name: 'Finish arch', key: 'demo', code: '7HK2MPQ9' })); return; }
  if (request.method === 'POST') { response.writeHead(204).end(); return; }
  const id = path.split('/').pop();
  const info = { id, label: 'Canal City Marathon 2026', state: 'open', opens_at: null, name: 'Sunday · Finish line', zone: ZONE, stream: `/api/display/${id}/stream`, expires_at: null };
  response.writeHead(200, { 'Content-Type': 'application/json' }).end(JSON.stringify(info));
}

async function file(response, path) {
  const name = path.startsWith('/display/') ? 'display.html' : normalize(path).replace(/^\/+/, '');
  const body = await readFile(join(DIST, name)).catch(() => null);
  if (body === null || state.mode === 'refusing') { response.writeHead(body === null ? 404 : 502).end(); return; }
  response.writeHead(200, {
    'Content-Type': TYPES[extname(name)] ?? 'application/octet-stream',
    'Content-Security-Policy': "default-src 'self'",
    'Service-Worker-Allowed': '/display/',
  }).end(body);
}

const server = createServer((request, response) => {
  const url = new URL(request.url ?? '/', 'http://hub');
  if (url.pathname.startsWith('/control/')) {
    CONTROLS[url.pathname.slice('/control/'.length)]?.(url.searchParams);
    response.end('ok\n');
  } else if (url.pathname.startsWith('/api/')) api(request, response, url.pathname);
  else void file(response, url.pathname);
});
server.listen(Number(process.argv[2] ?? 5179), '127.0.0.1', () => {
  console.log(`http://localhost:${server.address().port}/display/DEMO2345`);
});
