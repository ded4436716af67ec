/**
 * Why: a day on a display within minutes. Runs before the page's own script and takes its place under the clock: timers, frames,
 * dates and the page's EventSource. Until `begin` all of that goes on as usual and the hub speaks; then each frame of the
 * browser is some seconds of the day, timers run in their order and each at its own instant, and a race of one day is
 * told instead of the hub. At each full hour, in a quiet moment, the day stands still until `resume`.
 */
(() => {
  const HOUR = 3_600_000, BEAT = 2000, QUIET = 40_000, KEPT = 50, MESSAGE = 1_800_000;
  const native = { frame: window.requestAnimationFrame.bind(window), Date: window.Date, now: performance.now.bind(performance) };
  const clock = { now: native.now(), zero: native.Date.now() - native.now(), step: 0, until: Infinity };

  const timers = new Map();
  let frames = new Map(), number = 0, seen = clock.now;
  const add = (run, ms, every) => { number += 1; timers.set(number, { due: clock.now + Math.max(0, ms || 0), run, every }); return number; };
  window.setTimeout = (run, ms, ...given) => add(() => run(...given), ms, null);
  window.setInterval = (run, ms, ...given) => add(() => run(...given), ms, Math.max(1, ms));
  window.clearTimeout = window.clearInterval = (which) => { timers.delete(which); };
  window.requestAnimationFrame = (run) => { number += 1; frames.set(number, run); return number; };
  window.cancelAnimationFrame = (which) => { frames.delete(which); };
  performance.now = () => clock.now;
  window.Date = class extends native.Date {
    constructor(...given) { super(...(given.length === 0 ? [clock.zero + clock.now] : given)); }
    static now() { return Math.round(clock.zero + clock.now); }
  };
  const animate = Element.prototype.animate;
  Element.prototype.animate = function (...given) {
    const animation = animate.apply(this, given);
    if (clock.step > 0) animation.playbackRate = clock.step * 60 / 1000;
    return animation;
  };

  /** Everything that is due until then, in order; a page's error is the page's, as from a timer of the browser. */
  const safely = (run, ...given) => { try { run(...given); } catch (error) { reportError(error); } };
  const runUntil = (target) => {
    for (;;) {
      let first = null;
      for (const [which, timer] of timers) if (timer.due <= target && (first === null || timer.due < first[1].due)) first = [which, timer];
      if (first === null) break;
      const [which, timer] = first;
      clock.now = Math.max(clock.now, timer.due);
      if (timer.every === null) timers.delete(which); else timer.due += timer.every;
      safely(timer.run);
    }
    clock.now = Math.max(clock.now, target);
  };
  const pump = (at) => {
    native.frame(pump);
    const target = clock.step > 0 ? Math.min(clock.now + clock.step, clock.until) : clock.now + (at - seen);
    seen = at;
    if (clock.step > 0 && clock.now >= clock.until) return;
    runUntil(target);
    const due = frames;
    frames = new Map();
    for (const run of due.values()) safely(run, clock.now);
  };
  native.frame(pump);

  const race = { begun: false, leak: false, sources: new Set(), assignment: null, snapshot: null, sample: null, rows: [], version: 0, newest: 0, planted: [] };
  const Native = window.EventSource;
  window.EventSource = class {
    constructor(url) {
      this.listeners = [];
      this.readyState = 1;
      this.onerror = null;
      race.sources.add(this);
      if (race.begun) { window.setTimeout(() => { greet(this); }, 50); return; }
      this.line = new Native(url);
      for (const name of ['assignment', 'snapshot', 'changes', 'hb', 'bye']) this.line.addEventListener(name, ({ data }) => {
        if (name === 'assignment' || name === 'snapshot') race[name] = JSON.parse(data);
        this.tell(name, data);
      });
    }
    addEventListener(name, listener) { this.listeners.push([name, listener]); }
    tell(name, data) { for (const [wanted, listener] of this.listeners) if (wanted === name) listener({ data }); }
    close() { this.readyState = 2; this.line?.close(); race.sources.delete(this); }
  };
  const tell = (name, body) => { for (const source of race.sources) source.tell(name, JSON.stringify(body)); };
  const snapshot = () => ({ ...race.snapshot, version: race.version, now: Date.now(), passings: race.rows });
  const greet = (source) => {
    source.tell('assignment', JSON.stringify({ ...race.assignment, now: Date.now() }));
    source.tell('snapshot', JSON.stringify(snapshot()));
  };
  const change = (row, withdrawn = []) => {
    const since = race.version;
    race.version += 1;
    const { session, epoch } = race.snapshot;
    const passings = row === null ? [] : [{ ...row, version: race.version }];
    tell('changes', { session, epoch, version: race.version, since, now: Date.now(), passings, withdrawn });
  };
  const finish = (count) => {
    const now = Date.now();
    const row = {
      ...race.sample, key: `${race.sample.location_id}:D${count}:1`, tag: `D${count}`, bib: String(count), name: `Wilhelmina Vandenberg ${count}`,
      first_name: 'Wilhelmina', last_name: `Vandenberg ${count}`, at: now, received: now, time: new Date(now).toISOString().slice(11, 19), corrected: false,
    };
    race.newest = now;
    race.rows = [...race.rows, row].slice(-KEPT);
    change(row);
    if (race.leak) plant(row);
    if (count % 50 === 0) window.setTimeout(() => { change({ ...row, last_name: `van den Berg ${count}`, name: `Wilhelmina van den Berg ${count}`, corrected: true }); }, 9000);
    if (count % 200 === 0) window.setTimeout(() => { race.rows = race.rows.filter(({ key }) => key !== row.key); change(null, [row.key]); }, 11_000);
  };
  /** What a careless page would leave behind of each finisher: an element that is in no page, with a listener, and her data. */
  const plant = (row) => {
    const element = document.createElement('div');
    element.append(row.name);
    element.addEventListener('click', () => { element.remove(); });
    race.planted.push(element, { ...row });
  };

  /** When they come, ms of the day: four in five alone, one in five within a crowd of thirty in ten seconds; never just before a full hour. */
  const schedule = (hours, count) => {
    let seed = 88;
    const random = () => { seed = (seed * 1_664_525 + 1_013_904_223) >>> 0; return seed / 2 ** 32; };
    let crowd = 0;
    const times = Float64Array.from({ length: count }, (_, index) => {
      if (index % 150 === 0) crowd = random() * hours * HOUR;
      return index % 150 < 30 ? crowd + random() * 10_000 : random() * hours * HOUR;
    });
    return times.map((at) => at - Math.max(0, at % HOUR - (HOUR - QUIET))).sort();
  };
  const follow = (times, start, from) => {
    if (from >= times.length) return;
    window.setTimeout(() => { finish(from + 1); follow(times, start, from + 1); }, start + times[from] - clock.now);
  };
  const beat = () => {
    const age = race.newest === 0 ? null : Date.now() - race.newest;
    tell('hb', { now: Date.now(), session: race.snapshot.session, version: race.version, age, locations: race.snapshot.locations.map(({ id }) => ({ id, age })) });
  };
  const message = () => {
    const notice = { id: Math.round(clock.now), kind: 'message', text: 'The prizes are given at three.', until: Date.now() + 20_000 };
    race.assignment = { ...race.assignment, notice };
    tell('assignment', { ...race.assignment, now: Date.now() });
  };
  const ask = window.fetch.bind(window);
  window.fetch = (input, init) => (race.begun && init?.method === 'POST' ? Promise.resolve(new Response(null, { status: 204 })) : ask(input, init));

  let zero = 0;
  window.day = {
    /** What has come from the hub is enough to begin with. */
    ready: () => race.assignment !== null && (race.snapshot?.passings.length ?? 0) > 0,
    begin(hours, finishers, times, leak) {
      race.begun = true;
      race.leak = leak;
      race.sample = race.snapshot.passings.at(-1);
      race.rows = [...race.snapshot.passings];
      race.version = race.snapshot.version;
      for (const source of race.sources) source.line?.close();
      for (const source of race.sources) greet(source);
      zero = clock.now;
      clock.step = times / 60 * 1000;
      clock.until = zero + HOUR;
      window.setInterval(beat, BEAT);
      // Never at a full hour, when the day is looked at.
      window.setTimeout(() => { message(); window.setInterval(message, MESSAGE); }, MESSAGE / 2);
      follow(schedule(hours, finishers), zero, 0);
    },
    /** The hour that is full, or null while it runs. */
    hour: () => (clock.now >= clock.until ? Math.round((clock.until - zero) / HOUR) : null),
    resume() { clock.until += HOUR; },
  };
})();
