// Which wallets this house can put cards into; read once at the start from its settings. A setting that names a file that
// is not there stops the start, where somebody looks.
import { readFileSync } from 'node:fs';
import type { Config } from '#kernel/config';
import type { Database } from '#kernel/db';

export type AppleWallet = {
  readonly passTypeId: string;
  readonly teamId: string;
  /** PEM. */
  readonly certificate: string;
  readonly key: string;
  readonly wwdr: string;
  readonly pushAddress: string;
};

export type GoogleWallet = {
  readonly issuerId: string;
  readonly account: string;
  /** PEM of the service account. */
  readonly key: string;
  readonly address: string;
  readonly tokenAddress: string;
};

export type Wallets = {
  readonly apple: AppleWallet | undefined;
  readonly google: GoogleWallet | undefined;
  /** Where the house is reached. */
  readonly houseAddress: string;
};

const none: Wallets = { apple: undefined, google: undefined, houseAddress: '' };
const ofDatabase = new WeakMap<Database, Wallets>();

export function openWallets(config: Config, db: Database): void {
  ofDatabase.set(db, {
    apple: appleOf(config),
    google: googleOf(config),
    houseAddress: config.publicUrl ?? `http://localhost:${config.port}`,
  });
}

export function walletsOf(db: Database): Wallets {
  return ofDatabase.get(db) ?? none;
}

function appleOf(config: Config): AppleWallet | undefined {
  const { applePassTypeId, appleTeamId, applePassCert, applePassKey, appleWwdr } = config;
  const files = [applePassCert, applePassKey, appleWwdr];
  const [certificate, key, wwdr] = files.map((path) =>
    path === undefined ? undefined : readFileSync(path, 'utf8'),
  );
  return applePassTypeId === undefined ||
    appleTeamId === undefined ||
    certificate === undefined ||
    key === undefined ||
    wwdr === undefined
    ? undefined
    : {
        passTypeId: applePassTypeId,
        teamId: appleTeamId,
        certificate,
        key,
        wwdr,
        pushAddress: config.applePushUrl,
      };
}

function googleOf(config: Config): GoogleWallet | undefined {
  const { googleWalletIssuerId, googleWalletAccount } = config;
  if (googleWalletIssuerId === undefined || googleWalletAccount === undefined) {
    return undefined;
  }
  const account = JSON.parse(readFileSync(googleWalletAccount, 'utf8')) as {
    readonly client_email: string;
    readonly private_key: string;
    readonly token_uri: string;
  };
  return {
    issuerId: googleWalletIssuerId,
    account: account.client_email,
    key: account.private_key,
    address: config.googleWalletUrl,
    tokenAddress: account.token_uri,
  };
}
