// Configuration: environment variables, validated at the start, every wrong one named in one message. The
// table below is the reference that docs/reference/configuration.md is generated from.
import { resolve } from 'node:path';

type Setting<Value> = {
  readonly variable: string;
  readonly meaning: string;
  readonly fallback: string | undefined;
  readonly parse: (text: string) => Value;
};

const settings = {
  home: setting(
    'ENGAWA_HOME',
    'Folder of the data: database, keys, media, mail, back-ups.',
    './data',
    (text) => resolve(text),
  ),
  databaseUrl: setting(
    'DATABASE_URL',
    'A Postgres 16 or newer instead of the embedded one. Its user owns the schema; the server itself works as the role engawa_app.',
    undefined,
    databaseUrl,
  ),
  host: setting(
    'ENGAWA_HOST',
    'Address to listen on; 0.0.0.0 for the shop’s network.',
    '127.0.0.1',
    word,
  ),
  port: setting('ENGAWA_PORT', 'Port of the server.', '7080', integer(0, 65_535)),
  publicUrl: setting(
    'ENGAWA_PUBLIC_URL',
    'The address people use, when it is not the one listened on.',
    undefined,
    httpUrl,
  ),
  timeZone: setting(
    'ENGAWA_TIME_ZONE',
    'Time zone of business days and hours.',
    'Asia/Tokyo',
    timeZone,
  ),
  currency: setting(
    'ENGAWA_CURRENCY',
    'Currency of new prices (ISO 4217).',
    'JPY',
    pattern(/^[A-Z]{3}$/),
  ),
  logLevel: setting(
    'ENGAWA_LOG_LEVEL',
    'trace, debug, info, warn, error or silent.',
    'warn',
    oneOf('trace', 'debug', 'info', 'warn', 'error', 'silent'),
  ),
  connectionsMax: setting(
    'ENGAWA_CONNECTIONS_MAX',
    'Database connections of one process.',
    '16',
    integer(4, 500),
  ),
  jobsConcurrency: setting(
    'ENGAWA_JOBS',
    'Jobs worked at once by one process.',
    '4',
    integer(1, 64),
  ),
  modulesOff: setting(
    'ENGAWA_MODULES_OFF',
    'Modules switched off, separated by commas (bookings, devices, offers …).',
    '',
    list,
  ),
  masterKeys: setting(
    'ENGAWA_MASTER_KEYS',
    'The key store as JSON, instead of the file secrets/master-keys.json under ENGAWA_HOME.',
    undefined,
    word,
  ),
  smtpUrl: setting(
    'ENGAWA_SMTP_URL',
    'Mail server (smtp://user:password@host:587). Without it mail stays in the local mailbox page.',
    undefined,
    smtpUrl,
  ),
  mailFrom: setting('ENGAWA_MAIL_FROM', 'Sender of mail.', 'Engawa <no-reply@localhost>', word),
  stripeSecretKey: setting(
    'STRIPE_SECRET_KEY',
    'Switches card payment by Stripe on.',
    undefined,
    word,
  ),
  stripeWebhookSecret: setting(
    'STRIPE_WEBHOOK_SECRET',
    'Secret with which Stripe signs its webhooks (whsec_…).',
    undefined,
    word,
  ),
  stripeApiUrl: setting(
    'STRIPE_API_URL',
    'Another address of Stripe’s API, for tests.',
    undefined,
    httpUrl,
  ),
  pointsMasterUrl: setting(
    'ENGAWA_POINTS_MASTER_URL',
    'Switches an outside points master on: the address of its adapter. Points are held there at the order, settled at the hand-over and given back by a cancellation.',
    undefined,
    httpUrl,
  ),
  pointsMasterKey: setting('ENGAWA_POINTS_MASTER_KEY', 'The bearer key for it.', undefined, word),
  pointsMasterTimeoutMs: setting(
    'ENGAWA_POINTS_MASTER_TIMEOUT_MS',
    'How long an answer of it is awaited before it is asked again.',
    '10000',
    integer(50, 60_000),
  ),
  lineLoginChannelId: setting(
    'LINE_LOGIN_CHANNEL_ID',
    'Switches sign-in with LINE on: the channel id of LINE Login.',
    undefined,
    word,
  ),
  lineLoginChannelSecret: setting(
    'LINE_LOGIN_CHANNEL_SECRET',
    'The secret of that channel.',
    undefined,
    word,
  ),
  lineProviderId: setting(
    'LINE_PROVIDER_ID',
    'The LINE provider the channels belong to: user ids count within it, so keep it when a channel changes.',
    'line',
    word,
  ),
  lineLoginIssuer: setting(
    'LINE_LOGIN_ISSUER',
    'Another OpenID Connect issuer instead of LINE’s, for tests.',
    'https://access.line.me',
    httpUrl,
  ),
  applePassTypeId: setting(
    'APPLE_PASS_TYPE_ID',
    'Switches cards in Apple Wallet on, with the four below: the pass type id (pass.…).',
    undefined,
    word,
  ),
  appleTeamId: setting('APPLE_TEAM_ID', 'The team that the pass type belongs to.', undefined, word),
  applePassCert: setting(
    'APPLE_PASS_CERT',
    'PEM file of the certificate of the pass type.',
    undefined,
    word,
  ),
  applePassKey: setting('APPLE_PASS_KEY', 'PEM file of its key.', undefined, word),
  appleWwdr: setting('APPLE_WWDR_CERT', 'PEM file of Apple’s WWDR certificate.', undefined, word),
  applePushUrl: setting(
    'APPLE_PUSH_URL',
    'Another address of Apple’s push service, for tests.',
    'https://api.push.apple.com',
    httpUrl,
  ),
  googleWalletIssuerId: setting(
    'GOOGLE_WALLET_ISSUER_ID',
    'Switches cards in Google Wallet on: the issuer id.',
    undefined,
    word,
  ),
  googleWalletAccount: setting(
    'GOOGLE_WALLET_ACCOUNT',
    'JSON file of the service account that may issue.',
    undefined,
    word,
  ),
  googleWalletUrl: setting(
    'GOOGLE_WALLET_URL',
    'Another address of Google’s wallet service, for tests.',
    'https://walletobjects.googleapis.com',
    httpUrl,
  ),
  tlsCertificate: setting(
    'ENGAWA_TLS_CERT',
    'PEM file of an own certificate for start --lan, instead of the local authority.',
    undefined,
    word,
  ),
  tlsKey: setting('ENGAWA_TLS_KEY', 'PEM file of the key to ENGAWA_TLS_CERT.', undefined, word),
  lanNames: setting(
    'ENGAWA_LAN_NAMES',
    'Further names of this machine in the shop’s network (kasse.lan), separated by commas.',
    '',
    list,
  ),
  bodyBytesMax: setting(
    'ENGAWA_BODY_BYTES_MAX',
    'Largest request body.',
    '1048576',
    integer(1024, 268_435_456),
  ),
  webhookPrivate: setting(
    'ENGAWA_WEBHOOK_PRIVATE',
    'yes lets webhooks and push messages go to private addresses of the own network.',
    'no',
    yesNo,
  ),
} as const;

type Settings = typeof settings;
type ValueOf<S> = S extends { parse: (text: string) => infer V; fallback: infer F }
  ? F extends string
    ? V
    : V | undefined
  : never;

export type Config = { readonly [Name in keyof Settings]: ValueOf<Settings[Name]> };

export class ConfigError extends Error {
  readonly problems: readonly string[];

  constructor(problems: readonly string[]) {
    super(
      `The settings cannot be used:\n${problems.map((problem) => `  - ${problem}`).join('\n')}`,
    );
    this.name = 'ConfigError';
    this.problems = problems;
  }
}

/** Reads and checks all settings; throws a ConfigError that names every wrong one. */
export function readConfig(environment: Readonly<Record<string, string | undefined>>): Config {
  const problems: string[] = [];
  const values: Record<string, unknown> = {};
  for (const [name, each] of Object.entries(settings)) {
    const given = environment[each.variable];
    const text = given === undefined || given === '' ? each.fallback : given;
    try {
      values[name] = text === undefined ? undefined : each.parse(text);
    } catch (error) {
      const why = error instanceof Error ? error.message : 'is wrong';
      problems.push(`${each.variable} ${why}. ${each.meaning}`);
    }
  }
  for (const variable of Object.keys(environment)) {
    if (variable.startsWith('ENGAWA_') && !isKnown(variable)) {
      problems.push(`${variable} is not a setting; see docs/reference/configuration.md`);
    }
  }
  if (problems.length > 0) {
    throw new ConfigError(problems);
  }
  return values as Config;
}

/** The rows of the generated reference. */
export function describeSettings(): readonly {
  variable: string;
  meaning: string;
  fallback: string;
}[] {
  return Object.values(settings).map(({ variable, meaning, fallback }) => ({
    variable,
    meaning,
    fallback: fallback ?? '',
  }));
}

const elsewhere = new Set([
  'ENGAWA_DATA',
  'ENGAWA_PROOF',
  'ENGAWA_PROOF_RESULTS',
  'ENGAWA_LANG',
  'ENGAWA_TEST_LINES',
]);

function isKnown(variable: string): boolean {
  return (
    elsewhere.has(variable) || Object.values(settings).some((each) => each.variable === variable)
  );
}

function setting<Value, const Fallback extends string | undefined>(
  variable: string,
  meaning: string,
  fallback: Fallback,
  parse: (text: string) => Value,
): Setting<Value> & { readonly fallback: Fallback } {
  return { variable, meaning, fallback, parse };
}

function word(text: string): string {
  return text;
}

function list(text: string): readonly string[] {
  return text
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '');
}

function integer(min: number, max: number): (text: string) => number {
  return (text) => {
    const value = Number(text);
    if (!Number.isInteger(value) || value < min || value > max) {
      throw new Error(`is "${text}" but must be a whole number from ${min} to ${max}`);
    }
    return value;
  };
}

function oneOf<const Word extends string>(...words: readonly Word[]): (text: string) => Word {
  return (text) => {
    const found = words.find((each) => each === text);
    if (found === undefined) {
      throw new Error(`is "${text}" but must be one of ${words.join(', ')}`);
    }
    return found;
  };
}

function yesNo(text: string): boolean {
  return oneOf('yes', 'no')(text) === 'yes';
}

function pattern(expected: RegExp): (text: string) => string {
  return (text) => {
    if (!expected.test(text)) {
      throw new Error(`is "${text}" but must look like ${expected.source}`);
    }
    return text;
  };
}

function urlOf(...protocols: readonly string[]): (text: string) => string {
  return (text) => {
    const protocol = URL.canParse(text) ? new URL(text).protocol : '';
    if (!protocols.includes(protocol)) {
      // The text itself may hold a password and is not repeated.
      throw new Error(`must be an address that begins with ${protocols.join(' or ')}//`);
    }
    return text;
  };
}

function databaseUrl(text: string): string {
  return urlOf('postgres:', 'postgresql:')(text);
}

function httpUrl(text: string): string {
  return urlOf('http:', 'https:')(text);
}

function smtpUrl(text: string): string {
  return urlOf('smtp:', 'smtps:')(text);
}

function timeZone(text: string): string {
  try {
    return Temporal.Now.zonedDateTimeISO(text).timeZoneId;
  } catch {
    throw new Error(`is "${text}", which is no time zone; Asia/Tokyo is one`);
  }
}
