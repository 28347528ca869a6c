// Sums what the runners of script/test left in .cache/reports and prints the last line: `N passed, N failed`.
// Its arguments are the names of the runners; one that left no report has crashed, and counts as a failure.
import { readFileSync } from 'node:fs';

const sum = { passed: 0, failed: 0, skipped: 0 };
for (const name of process.argv.slice(2)) {
  let report;
  try {
    report = JSON.parse(readFileSync(`.cache/reports/${name}.json`, 'utf8'));
  } catch {
    console.log(`${name} left no report: it has crashed.`);
    report = { passed: 0, failed: 1, skipped: 0 };
  }
  // Jest's own, where a file that could not be run has no tests to count.
  if ('numPassedTests' in report) {
    for (const file of report.testResults) {
      if (file.status === 'failed' && file.assertionResults.length === 0) console.log(`could not be run: ${file.name}`);
    }
    report = {
      passed: report.numPassedTests,
      failed: report.numFailedTests + report.numRuntimeErrorTestSuites,
      skipped: report.numPendingTests + report.numTodoTests,
    };
  }
  for (const kind of Object.keys(sum)) sum[kind] += report[kind];
}
console.log(`${sum.passed} passed, ${sum.failed} failed${sum.skipped > 0 ? `, ${sum.skipped} skipped` : ''}`);
process.exitCode = sum.failed > 0 ? 1 : 0;
