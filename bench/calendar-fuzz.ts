import { availableParallelism } from 'node:os';
import { fuzzRun, type FuzzOptions } from '../test/calendar/fuzz-run.js';

// Random triggers with random faults over many seeds: `calendar-fuzz [seeds] [first seed]`. Prints one line of figures for each profile, and
// the whole of each seed that went wrong; exit code 1 where one did.
const seeds = Number(process.argv[2] ?? 2_000);
const first = Number(process.argv[3] ?? 1);
const PROFILES: (FuzzOptions & { name: string })[] = [
  { name: 'everything', profile: 'everything' },
  { name: 'everything, half of the calls fail', profile: 'everything', faultRate: 0.5 },
  { name: 'jobs alone, no sweep', profile: 'without_sweep' },
];

console.log(`${seeds} seeds from ${first}, Node ${process.version}, ${availableParallelism()} cores`);
for (const { name, ...options } of PROFILES) {
  const sum = { triggers: 0, calls: 0, faults: 0, doubles: 0, lost: 0, strays: 0 };
  const began = performance.now();
  for (let seed = first; seed < first + seeds; seed++) {
    const result = await fuzzRun(seed, options);
    for (const key of ['triggers', 'calls', 'faults'] as const) sum[key] += result[key];
    for (const key of ['doubles', 'lost', 'strays'] as const) sum[key] += result[key].length;
    if (result.doubles.length + result.lost.length + result.strays.length > 0) {
      console.log(JSON.stringify(result, null, 1));
      process.exitCode = 1;
    }
  }
  console.log(
    JSON.stringify({ profile: name, seeds, ...sum, seconds: Math.round((performance.now() - began) / 1_000) }),
  );
}
