// The program's own log (not the log of moments). Ids only: a redaction list is the second line of defence,
// the first is that nobody passes personal fields.
import { pino } from 'pino';

export type Logger = {
  debug(fields: object, message: string): void;
  info(fields: object, message: string): void;
  warn(fields: object, message: string): void;
  error(fields: object, message: string): void;
};

const personal = [
  'name',
  'familyName',
  'givenName',
  'familyKana',
  'givenKana',
  'email',
  'phone',
  'address',
  'postalCode',
  'birthDate',
  'password',
  'pin',
  'token',
  'authorization',
  'cookie',
  'contact',
  'note',
  'body',
];

/** A logger that writes JSON lines; `level` is one of pino's, `silent` included. */
export function createLogger(
  level: string,
  destination?: { write: (line: string) => void },
): Logger {
  const paths = personal.flatMap((field) => [field, `*.${field}`, `*.*.${field}`]);
  const options = { level, base: null, redact: { paths, censor: '[sealed]' } };
  return destination === undefined ? pino(options) : pino(options, destination);
}

export const silentLogger: Logger = {
  debug: () => undefined,
  info: () => undefined,
  warn: () => undefined,
  error: () => undefined,
};
