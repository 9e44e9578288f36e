import { describe, expect, test } from 'vitest';
import {
  countTests,
  exitCodeFor,
  failedFilesOf,
  failuresOf,
  joinTries,
  summaryLine,
  type VitestReport,
} from './run-vitest.ts';

function reportOf(...files: { status: string; tests: string[] }[]): VitestReport {
  const all = files.flatMap((file) => file.tests);
  return {
    numPassedTests: all.filter((status) => status === 'passed').length,
    numFailedTests: all.filter((status) => status === 'failed').length,
    testResults: files.map((file, n) => ({
      name: `/home/shop/engawa/server/modules/stock/${n}.test.ts`,
      status: file.status,
      message: 'It could not be read.',
      assertionResults: file.tests.map((status) => ({
        status,
        fullName: `holds what it ${status}`,
        failureMessages: status === 'failed' ? ['\u001b[31mError\u001b[39m: 1 is\n  not 2'] : null,
      })),
    })),
  };
}

describe('the counts of a test run', () => {
  test('are the passed and the failed tests, skipped ones left out', () => {
    const report = reportOf(
      { status: 'passed', tests: ['passed', 'passed', 'pending'] },
      { status: 'failed', tests: ['passed', 'failed'] },
    );
    expect(countTests(report, 1)).toEqual({ passed: 3, failed: 1 });
  });

  test('take a file that could not be loaded for one failure', () => {
    const report = reportOf(
      { status: 'failed', tests: [] },
      { status: 'passed', tests: ['passed'] },
    );
    expect(countTests(report, 1)).toEqual({ passed: 1, failed: 1 });
  });

  test('show a failure when the run ended badly though every test passed', () => {
    const report = reportOf({ status: 'passed', tests: ['passed'] });
    expect(countTests(report, 1)).toEqual({ passed: 1, failed: 1 });
    expect(countTests(report, 0)).toEqual({ passed: 1, failed: 0 });
  });
});

describe('the end of a test run', () => {
  test('names each test that failed and each file that could not be run, a line each', () => {
    const report = reportOf(
      { status: 'failed', tests: ['passed', 'failed'] },
      { status: 'failed', tests: [] },
      { status: 'passed', tests: ['passed'] },
    );
    expect(failuresOf(report)).toEqual([
      '✗ modules/stock/0.test.ts > holds what it failed: Error: 1 is not 2',
      '✗ modules/stock/1.test.ts > could not be run: It could not be read.',
    ]);
  });

  test('is one line that a machine can read', () => {
    expect(summaryLine({ passed: 12, failed: 3 })).toBe('12 passed, 3 failed');
  });

  test('is good only when something ran and nothing failed', () => {
    expect(exitCodeFor({ passed: 1, failed: 0 })).toBe(0);
    expect(exitCodeFor({ passed: 1, failed: 1 })).toBe(1);
    expect(exitCodeFor({ passed: 0, failed: 0 })).toBe(1);
  });
});

describe('a second try', () => {
  const first = reportOf(
    { status: 'failed', tests: ['passed', 'failed'] },
    { status: 'failed', tests: ['failed'] },
    { status: 'passed', tests: ['passed'] },
  );
  const run = {
    ...countTests(first, 1),
    failures: failuresOf(first),
    failedFiles: failedFilesOf(first),
  };
  const [story] = run.failedFiles;

  test('counts in place of the first, which is told, and leaves other failures as they are', () => {
    const again = reportOf({ status: 'passed', tests: ['passed', 'passed'] });
    const second = { ...countTests(again, 0), failures: [], failedFiles: failedFilesOf(again) };
    expect(joinTries(run, story === undefined ? [] : [story], second)).toEqual({
      passed: 3,
      failed: 1,
      failures: ['✗ modules/stock/1.test.ts > holds what it failed: Error: 1 is not 2'],
      failedFiles: [expect.objectContaining({ failed: 1, passed: 0 })],
      secondTries: ['↻ modules/stock/0.test.ts > holds what it failed: Error: 1 is not 2'],
    });
  });

  test('that fails as well, or could not run at all, is a failure', () => {
    const again = reportOf({ status: 'failed', tests: ['passed', 'failed'] });
    const second = {
      ...countTests(again, 1),
      failures: failuresOf(again),
      failedFiles: failedFilesOf(again),
    };
    const stories = story === undefined ? [] : [story];
    expect(joinTries(run, stories, second)).toMatchObject({ passed: 2, failed: 2 });
    const nothing = { passed: 0, failed: 1, failures: ['✗ vitest'], failedFiles: [] };
    expect(joinTries(run, stories, nothing)).toMatchObject({ passed: 1, failed: 2 });
  });
});
