import { describe, expect, test } from 'vitest';
import { countTests, exitCodeFor, summaryLine, type VitestReport } from './run-vitest.ts';

function reportOf(...files: { status: string; tests: string[] }[]): VitestReport {
  const all = files.flatMap((file) => file.tests);
  return {
    numPassedTests: all.filter((status) => status === 'passed').length,
    numFailedTests: all.filter((status) => status === 'failed').length,
    testResults: files.map((file) => ({
      status: file.status,
      assertionResults: file.tests.map((status) => ({ status })),
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
  test('is one line that a machine can read', () => {
    expect(summaryLine({ passed: 12, failed: 3 })).toBe('12 passed, 3 failed');
  });

  test('is good only when something ran and nothing failed', () => {
    expect(exitCodeFor({ passed: 1, failed: 0 })).toBe(0);
    expect(exitCodeFor({ passed: 1, failed: 1 })).toBe(1);
    expect(exitCodeFor({ passed: 0, failed: 0 })).toBe(1);
  });
});
