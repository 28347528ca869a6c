import { expect, it } from '@jest/globals';
import { fuzzRun } from './fuzz-run.js';

// The long run is bench/calendar-fuzz.ts. A seed that failed once belongs into the list.
const SEEDS = [...Array.from({ length: 40 }, (_, i) => i + 1), 1216];

it.each(['everything', 'without_sweep'] as const)(
  'calendars equal the schedule once it is quiet (%s): no double, nothing lost, no stray',
  async (profile) => {
    const wrong = [];
    let faults = 0;
    for (const seed of SEEDS) {
      const result = await fuzzRun(seed, { profile });
      faults += result.faults;
      if (result.doubles.length + result.lost.length + result.strays.length > 0) wrong.push(result);
    }
    expect(wrong).toEqual([]);
    expect(faults).toBeGreaterThan(100);
  },
  60_000,
);
