/** Runs vitest with its normal output and reads the counts from its JSON report. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runCommand } from './run-command.ts';

export interface TestCounts {
  passed: number;
  failed: number;
}

/** The parts of vitest's JSON report that are counted. */
export interface VitestReport {
  numPassedTests: number;
  numFailedTests: number;
  testResults: { status: string; assertionResults: { status: string }[] }[];
}

/**
 * Counts tests. A file that broke before any of its tests could run counts as one failure, and so does
 * a run that ended badly though every test passed (an error outside of a test, a leaked process).
 */
export function countTests(report: VitestReport, exitCode: number): TestCounts {
  const brokenFiles = report.testResults.filter(
    (file) =>
      file.status === 'failed' && !file.assertionResults.some((test) => test.status === 'failed'),
  ).length;
  const failed = report.numFailedTests + brokenFiles;
  return { passed: report.numPassedTests, failed: failed === 0 && exitCode !== 0 ? 1 : failed };
}

/** The line that ends every test run; `.ci/run` and people read it. */
export function summaryLine({ passed, failed }: TestCounts): string {
  return `${passed} passed, ${failed} failed`;
}

/** A run counts as good only when something ran and nothing failed. */
export function exitCodeFor({ passed, failed }: TestCounts): number {
  return failed === 0 && passed > 0 ? 0 : 1;
}

/** Runs `vitest run` with `args` and counts its tests. */
export async function runVitest(
  args: readonly string[],
  environment: Readonly<Record<string, string>> = {},
): Promise<TestCounts> {
  const folder = mkdtempSync(join(tmpdir(), 'engawa-tests-'));
  const reportPath = join(folder, 'report.json');
  try {
    const exitCode = await runCommand(
      'vitest',
      ['run', '--reporter=default', '--reporter=json', `--outputFile.json=${reportPath}`, ...args],
      environment,
    );
    return countTests(readReport(reportPath), exitCode);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function readReport(path: string): VitestReport {
  try {
    return JSON.parse(readFileSync(path, 'utf8')) as VitestReport;
  } catch {
    // vitest stopped before it could write a report; its own output says why.
    return { numPassedTests: 0, numFailedTests: 0, testResults: [] };
  }
}
