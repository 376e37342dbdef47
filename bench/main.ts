/** `npm run bench [-- NAME]`: every figure as a ratio to a named baseline of the same run, with the goal beside it. Always exits 0. */

type Bench = () => Promise<readonly string[]>;

/** Each is imported when its turn comes: what one loads must not weigh on another. */
const BENCHES: Readonly<Record<string, Bench>> = {
  turn: async () => (await import('./turn/in-process.ts')).turnInProcess(),
  voice: async () => (await import('./voice.ts')).voice(),
  'round-trips': async () => (await import('./round-trips.ts')).roundTrips(),
  routing: async () => (await import('./routing.ts')).routing(),
  segments: async () => (await import('./segments.ts')).segments(),
  understand: async () => (await import('./understanding.ts')).understanding(),
  'cold-start': async () => {
    const { coldStart, coldStartReport } = await import('./cold-start/cold-start.ts');
    return coldStartReport(await coldStart());
  },
  dollars: async () => (await import('./dollars.ts')).dollarsPerCase(),
  'stored-units': async () => (await import('./stored/flat-units.ts')).flatUnits(),
  stored: async () => (await import('./stored/flat.ts')).flatOnSqlite(false),
  http: async () => (await import('./http/over-http.ts')).turnOverHttp(),
  surge: async () => (await import('./http/surge.ts')).surge(),
};

/** What takes minutes or gigabytes runs only when it is named. */
const LARGE: Readonly<Record<string, Bench>> = {
  'stored-million': async () => (await import('./stored/flat.ts')).flatOnSqlite(true),
};

const all = { ...BENCHES, ...LARGE };
const wanted = process.argv.slice(2);
const unknown = wanted.filter(name => !Object.hasOwn(all, name));
if (unknown.length > 0) console.log(`There is no benchmark called ${unknown.join(' or ')}. There are: ${Object.keys(all).join(', ')}.`);

for (const [name, bench] of Object.entries(all)) {
  if (wanted.length > 0 ? !wanted.includes(name) : Object.hasOwn(LARGE, name)) continue;
  try {
    console.log(`${(await bench()).join('\n')}\n`);
  } catch (error) {
    console.log(`${name}: could not be measured: ${error instanceof Error ? error.message : String(error)}\n`);
  }
}
