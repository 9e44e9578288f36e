/** What the log lines of a whole test run tell of persons and secrets, as the last words of `npm test`. */
import { scanLogFolder } from '../../server/tests/checks/log-scan.ts';

const shownMax = 20;

export function tellLogScan(folder: string): {
  readonly isClean: boolean;
  readonly sentence: string;
} {
  const { lines, findings } = scanLogFolder(folder);
  if (findings.length === 0) {
    const sentence = `\nThe ${lines} log lines of the run were looked through: none tells of a person or a secret.`;
    return { isClean: true, sentence };
  }
  const shown = findings.slice(0, shownMax).map(({ what, line }) => `  ${what}: ${line}`);
  const sentence = [
    `\n${findings.length} of ${lines} log lines of the run tell what they should not. Log ids only:`,
    ...shown,
  ].join('\n');
  return { isClean: false, sentence };
}
