/** Runs vitest with its normal output and reads the counts from its JSON report. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { runCommand } from './run-command.ts';

export interface TestCounts {
  passed: number;
  failed: number;
}

export interface TestRun extends TestCounts {
  /** A line for each test that failed: where it is, what it says, how it failed. */
  failures: readonly string[];
  /** The files that did not pass, with their own part of all that. */
  failedFiles: readonly FailedFile[];
}

export interface FailedFile extends TestCounts {
  path: string;
  failures: readonly string[];
}

/** The parts of vitest's JSON report that are counted. */
export interface VitestReport {
  numPassedTests: number;
  numFailedTests: number;
  testResults: {
    name: string;
    status: string;
    message?: string;
    assertionResults: {
      status: string;
      fullName: string;
      failureMessages?: string[] | null;
    }[];
  }[];
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

/** Each file that did not pass, by itself. */
export function failedFilesOf(report: VitestReport): FailedFile[] {
  return report.testResults
    .filter((file) => file.status === 'failed')
    .map((file) => {
      const statuses = file.assertionResults.map((test) => test.status);
      const own = {
        numPassedTests: statuses.filter((status) => status === 'passed').length,
        numFailedTests: statuses.filter((status) => status === 'failed').length,
        testResults: [file],
      };
      return { path: file.name, ...countTests(own, 1), failures: failuresOf(own) };
    });
}

/** A run in which some files that had failed were run a second time, which is what counts of them. */
export function joinTries(
  first: TestRun,
  again: readonly FailedFile[],
  second: TestRun,
): TestRun & { secondTries: readonly string[] } {
  const sum = (of: 'passed' | 'failed') => again.reduce((total, file) => total + file[of], 0);
  const before = again.flatMap((file) => file.failures);
  const paths = new Set(again.map(({ path }) => path));
  return {
    passed: first.passed - sum('passed') + second.passed,
    failed: first.failed - sum('failed') + second.failed,
    failures: [...first.failures.filter((line) => !before.includes(line)), ...second.failures],
    failedFiles: [
      ...first.failedFiles.filter(({ path }) => !paths.has(path)),
      ...second.failedFiles,
    ],
    secondTries: before.map((line) => line.replace('✗', '↻')),
  };
}

/** What failed, a line each: the last lines of a long output are often all that is kept of it. */
export function failuresOf(report: VitestReport): string[] {
  return report.testResults.flatMap((file) => {
    const failed = file.assertionResults.filter((test) => test.status === 'failed');
    const inFile = (what: string, why = '') =>
      `✗ ${file.name.split('/').slice(-3).join('/')} > ${what}: ${shorten(why)}`;
    return failed.length === 0 && file.status === 'failed'
      ? [inFile('could not be run', file.message)]
      : failed.map((test) => inFile(test.fullName, test.failureMessages?.[0]));
  });
}

const reasonLengthMax = 400;

function shorten(text: string): string {
  const line = stripVTControlCharacters(text).replaceAll(/\s+/g, ' ').trim();
  return line.length > reasonLengthMax ? `${line.slice(0, reasonLengthMax)} …` : line;
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
): Promise<TestRun> {
  const folder = mkdtempSync(join(tmpdir(), 'engawa-tests-'));
  const reportPath = join(folder, 'report.json');
  try {
    const exitCode = await runCommand(
      'vitest',
      ['run', '--reporter=default', '--reporter=json', `--outputFile.json=${reportPath}`, ...args],
      environment,
    );
    const report = readReport(reportPath);
    return {
      ...countTests(report, exitCode),
      failures: failuresOf(report),
      failedFiles: failedFilesOf(report),
    };
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
