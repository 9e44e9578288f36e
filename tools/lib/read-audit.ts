/** What `npm audit --json` said, as a sentence and an exit code. Pure. */

export interface AuditAnswer {
  readonly exitCode: 0 | 1 | 2;
  readonly sentence: string;
}

const levels = ['critical', 'high', 'moderate', 'low', 'info'] as const;

/** Anything that is not a count of weaknesses is no answer. */
export function readAudit(stdout: string, stderr: string): AuditAnswer {
  const counts = countsIn(stdout);
  if (counts === undefined) {
    const why = `${messageIn(stdout)} ${stderr}`.replace(/\s+/g, ' ').trim().slice(0, 300);
    return {
      exitCode: 2,
      sentence: `The registry gave no answer about weaknesses, so nothing is known: ${why || 'it said nothing'}. Ask again where the registry answers \`npm audit\`.`,
    };
  }
  const total = levels.reduce((sum, level) => sum + (counts[level] ?? 0), 0);
  if (total === 0) {
    return { exitCode: 0, sentence: 'No weakness of a production dependency is known.' };
  }
  const told = levels.filter((level) => (counts[level] ?? 0) > 0);
  const list = told.map((level) => `${counts[level]} ${level}`).join(', ');
  return {
    exitCode: 1,
    sentence: `Known weaknesses: ${list}. \`npm audit --omit=dev\` lists them.`,
  };
}

function countsIn(stdout: string): Partial<Record<string, number>> | undefined {
  const parsed = parse(stdout) as { metadata?: { vulnerabilities?: unknown } } | undefined;
  const counts = parsed?.metadata?.vulnerabilities;
  return typeof counts === 'object' && counts !== null ? counts : undefined;
}

function messageIn(stdout: string): string {
  const parsed = parse(stdout) as { message?: unknown; error?: { summary?: unknown } } | undefined;
  return [parsed?.message, parsed?.error?.summary]
    .filter((each) => typeof each === 'string')
    .join(' ');
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
