// Runs the parts of script/check, two at a time, and shows the output of those that fail.
import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const root = join(import.meta.dirname, '..');
process.chdir(root);
const bin = (name) => join(root, 'node_modules/.bin', name);
const tsc = (config) => [
  ...[bin('tsc'), '--noEmit', '-p', config],
  // Remembers the last run, so that only what changed is checked again.
  ...['--incremental', '--tsBuildInfoFile', join('.cache/tsc', `${config.replace(/\W/g, '-')}.json`)],
];

// The slow ones first, so that none of them is left alone at the end.
const PARTS = {
  types: tsc('tsconfig.json'),
  'web-types': tsc('web/tsconfig.json'),
  unused: [bin('knip'), '--no-progress', '--no-config-hints'],
  format: [bin('prettier'), '--check', '--cache', '--cache-location', '.cache/prettier', '--log-level', 'warn', '.'],
  lint: [bin('oxlint'), '--type-aware', '--deny-warnings', '--report-unused-disable-directives'],
  boundaries: [bin('depcruise'), 'src', 'test', '--config', '.dependency-cruiser.cjs'],
};

const chosen = process.argv.slice(2);
const unknown = chosen.filter((name) => !(name in PARTS));
if (unknown.length > 0) {
  console.error(`There is no part ${unknown.join(', ')}; the parts are ${Object.keys(PARTS).join(', ')}.`);
  process.exit(2);
}

function run(name) {
  const begun = performance.now();
  const [file, ...args] = PARTS[name];
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [file, ...args], { stdio: ['ignore', 'pipe', 'pipe'] });
    let output = '';
    for (const stream of [child.stdout, child.stderr])
      stream.setEncoding('utf8').on('data', (text) => (output += text));
    child.on('close', (code) => {
      const seconds = ((performance.now() - begun) / 1000).toFixed(1);
      console.log(`${code === 0 ? 'ok    ' : 'FAILED'}  ${name}  ${seconds} s`);
      if (code !== 0) console.log(output.trim() || `It ended with exit code ${code}.`);
      resolve(code === 0);
    });
  });
}

mkdirSync('.cache/tsc', { recursive: true });
const waiting = (chosen.length > 0 ? chosen : Object.keys(PARTS)).filter(
  (name) => name !== 'web-types' || existsSync('web/tsconfig.json'),
);
let passed = 0;
let failed = 0;
async function work() {
  for (let name = waiting.shift(); name !== undefined; name = waiting.shift()) {
    if (await run(name)) passed++;
    else failed++;
  }
}
await Promise.all([work(), work()]);

// For the sum at the end of script/test.
mkdirSync('.cache/reports', { recursive: true });
writeFileSync('.cache/reports/check.json', JSON.stringify({ passed, failed, skipped: 0 }));
process.exitCode = failed > 0 ? 1 : 0;
