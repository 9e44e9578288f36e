// Looks through the log lines of a whole test run for persons and secrets. Two ways: by what the tests themselves
// entered and were handed (names, addresses, passwords, tokens: kept beside the lines while the run goes on), and by
// shape, for what nobody entered (keys, hashes, addresses of databases with their password).
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

export type LogFinding = {
  /** What was found: `e-mail address`, `value of familyName` … */
  readonly what: string;
  /** The line, shortened; it is of a test and may be shown. */
  readonly line: string;
};

export type LogScan = { readonly lines: number; readonly findings: readonly LogFinding[] };

/** Kinds of secrets and personal data that show by their shape. */
const shapes: readonly (readonly [string, RegExp])[] = [
  ['an e-mail address', /[\w.+-]{1,64}@[\w-]+(?:\.[\w-]+)*\.[a-z]{2,}/i],
  ['a telephone number', /(?<![\w.:/-])(?:\+81|0)\d{1,4}-?\d{1,4}-?\d{4}(?![\w-])/],
  ['a session token', /[\w-]{43}\.[\w-]{16}(?![\w-])/],
  ['a hash of a password', /scrypt\$\d/],
  ['a private key', /-----BEGIN [A-Z ]*PRIVATE KEY/],
  ['a secret of a webhook or provider', /whsec_\w|sk_(?:live|test)_\w/],
  ['a signed token', /eyJ[\w-]{10,}\.eyJ[\w-]{10,}/],
  ['a member card’s code', /EGC1:\w{8}/],
  ['a second factor’s secret', /otpauth:\/\//],
  ['an address with its password', /\w+:\/\/[^\s:/@]+:[^\s/@]+@/],
];

/** Fields that a line may name only when their value was sealed. */
const sealedFields =
  /^(?:family|given|full)?(?:name|kana)$|^(?:mobile)?(?:e?mail|phone)$|^(?:birthdate|address|postalcode|password|pin|token|authorization|cookie|secret|contact)$/i;

/** Fields of requests and answers whose values no line may hold. */
const rememberedFields =
  /^(?:familyName|givenName|fullName|familyKana|givenKana|email|phone|mobilePhone|address|password|token|secret|login|recoveryCodes)$/;

/** The values of one body that are looked for in the log, as `field value`. */
export function personalValuesOf(body: unknown, found: Set<string> = new Set()): Set<string> {
  if (Array.isArray(body)) {
    for (const each of body) {
      personalValuesOf(each, found);
    }
  } else if (typeof body === 'object' && body !== null) {
    for (const [field, value] of Object.entries(body)) {
      const values = Array.isArray(value) ? value : [value];
      for (const each of values) {
        if (typeof each === 'string' && rememberedFields.test(field) && isTelling(each)) {
          found.add(`${field} ${each}`);
        }
      }
      personalValuesOf(value, found);
    }
  }
  return found;
}

/** The house's own name, which some people of the tests bear too. */
const ownName = '縁側';

/** Long enough to be told apart from words of the program. */
function isTelling(value: string): boolean {
  if (value === ownName) {
    return false;
  }
  const isPlain = /^[ -~]*$/.test(value);
  return value.length <= 500 && (isPlain ? value.length >= 8 && /\d|@/.test(value) : wide(value));
}

function wide(value: string): boolean {
  return value.length >= 2 && /^[^ -~]{2}/.test(value);
}

/** What the lines tell that they should not; each line is named once. `values` are `field value`. */
export function scanLogLines(lines: Iterable<string>, values: Iterable<string>): LogScan {
  const known = new Map<string, { field: string; value: string }[]>();
  for (const each of values) {
    const [field, value] = splitOnce(each);
    const start = value.slice(0, 2);
    known.set(start, [...(known.get(start) ?? []), { field, value }]);
  }
  const findings: LogFinding[] = [];
  let count = 0;
  for (const line of lines) {
    count += 1;
    const what = wrongWith(line, known);
    if (what !== undefined) {
      findings.push({ what, line: line.slice(0, 500) });
    }
  }
  return { lines: count, findings };
}

type Known = ReadonlyMap<string, readonly { field: string; value: string }[]>;

function wrongWith(line: string, known: Known): string | undefined {
  const shape = shapes.find(([, pattern]) => pattern.test(line));
  return shape?.[0] ?? unsealedField(line) ?? knownValue(line, known);
}

function unsealedField(line: string): string | undefined {
  if (!line.startsWith('{')) {
    return undefined;
  }
  let wrong: string | undefined;
  try {
    JSON.parse(line, (field: string, value: unknown) => {
      if (sealedFields.test(field) && typeof value === 'string' && value !== '[sealed]') {
        wrong = `the field ${field}`;
      }
      return value;
    });
  } catch {
    // Not every line in braces is JSON.
  }
  return wrong;
}

function knownValue(line: string, known: Known): string | undefined {
  for (let at = 0; at < line.length - 1; at += 1) {
    const hit = known.get(line.slice(at, at + 2))?.find(({ value }) => line.startsWith(value, at));
    if (hit !== undefined) {
      return `a value of ${hit.field}`;
    }
  }
  return undefined;
}

function splitOnce(text: string): [string, string] {
  const at = text.indexOf(' ');
  return [text.slice(0, at), text.slice(at + 1)];
}

/** Scans what a run has left in its folder: `*.log` are lines, `*.values` what they may not hold (JSON lines). */
export function scanLogFolder(folder: string): LogScan {
  const files = existsSync(folder) ? readdirSync(folder) : [];
  const linesOf = (ending: string) =>
    files
      .filter((name) => name.endsWith(ending))
      .flatMap((name) => readFileSync(join(folder, name), 'utf8').split('\n'))
      .filter((line) => line !== '');
  const values = new Set(linesOf('.values').map((line) => String(JSON.parse(line))));
  return scanLogLines(linesOf('.log'), values);
}
