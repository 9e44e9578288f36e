// The certificate that `start --lan` serves: the owner's own, or one of a local authority made on first use
// and kept under `<home>/secrets/tls`, renewed by itself.
import { createPrivateKey, X509Certificate } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { isIP } from 'node:net';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { explainFileError, OperationError } from '../errors.ts';
import {
  isPermittedName,
  issueCertificate,
  type KeyAndCertificate,
  makeAuthority,
} from './certificates.ts';
import { lanAddresses, lanNames } from './lan.ts';

export type TlsOptions = {
  readonly home: string;
  /** ENGAWA_TLS_CERT and ENGAWA_TLS_KEY: PEM files of the owner's own certificate. */
  readonly certificateFile?: string;
  readonly keyFile?: string;
  /** Further names of the shop's network (`kasse.lan`); each gets shop., staff. and console. too. */
  readonly names?: readonly string[];
  readonly now?: Temporal.Instant;
};

export type Authority = {
  readonly pem: string;
  readonly der: Buffer;
  readonly name: string;
  /** SHA-256, `AB:CD:…`, for comparing by eye. */
  readonly fingerprint: string;
};

export type Tls = {
  /** For node:https and node:tls. */
  readonly key: string;
  readonly cert: string;
  readonly hosts: readonly string[];
  readonly expiresAt: Temporal.Instant;
  /** Undefined with the owner's own certificate: devices trust that already. */
  readonly authority: Authority | undefined;
};

const renewBeforeDays = 60;

/**
 * The certificate to serve; makes or renews it where needed.
 * Throws OperationError `certificate_unusable`, `folder_not_writable`, `disk_full`.
 */
export function openTls(options: TlsOptions): Tls {
  const now = options.now ?? Temporal.Now.instant();
  if (options.certificateFile !== undefined || options.keyFile !== undefined) {
    return openOwn(options.certificateFile, options.keyFile, now);
  }
  const foreign = (options.names ?? []).find((name) => !isPermittedName(name.toLowerCase()));
  if (foreign !== undefined) {
    throw new OperationError(
      'certificate_unusable',
      `The local authority vouches for private names only, and "${foreign}" is a public one. Use a name that ends in .local, .lan, .internal or .home.arpa, or give a certificate for it in ENGAWA_TLS_CERT and ENGAWA_TLS_KEY.`,
    );
  }
  const folder = join(options.home, 'secrets', 'tls');
  try {
    return openLocal(folder, options.names ?? [], now);
  } catch (error) {
    throw explainFileError(error, folder);
  }
}

function openLocal(folder: string, more: readonly string[], now: Temporal.Instant): Tls {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const authority = openAuthority(folder, now);
  const name = commonNameOf(authority);
  const addresses = lanAddresses().map(({ address }) => address);
  const hosts = [...lanNames(more), '127.0.0.1', '::1', ...addresses];
  let own = readPair(folder, 'server');
  if (own === undefined || !isGood(own, authority, hosts, now)) {
    own = issueCertificate(authority, name, hosts, now);
    savePair(folder, 'server', own);
  }
  const certificate = new X509Certificate(authority.certificatePem);
  return {
    key: own.keyPem,
    cert: own.certificatePem,
    hosts,
    expiresAt: endOf(new X509Certificate(own.certificatePem)),
    authority: {
      pem: authority.certificatePem,
      der: certificate.raw,
      name,
      fingerprint: certificate.fingerprint256,
    },
  };
}

function openAuthority(folder: string, now: Temporal.Instant): KeyAndCertificate {
  const kept = readPair(folder, 'authority');
  if (
    kept !== undefined &&
    endOf(new X509Certificate(kept.certificatePem)).epochMilliseconds > now.epochMilliseconds
  ) {
    return kept;
  }
  const day = now.toString().slice(0, 10);
  const made = makeAuthority(`Engawa ${hostname().slice(0, 40)} ${day}`, now);
  savePair(folder, 'authority', made);
  return made;
}

/** Whether a kept certificate still serves: of this authority, for all hosts, for a while yet. */
function isGood(
  own: KeyAndCertificate,
  authority: KeyAndCertificate,
  hosts: readonly string[],
  now: Temporal.Instant,
): boolean {
  const certificate = new X509Certificate(own.certificatePem);
  const issuer = new X509Certificate(authority.certificatePem);
  const renewAt = endOf(certificate).subtract({ hours: renewBeforeDays * 24 });
  return (
    certificate.verify(issuer.publicKey) &&
    Temporal.Instant.compare(now, renewAt) < 0 &&
    hosts.every(
      (host) =>
        (isIP(host) === 0 ? certificate.checkHost(host) : certificate.checkIP(host)) !== undefined,
    )
  );
}

function openOwn(
  certificateFile: string | undefined,
  keyFile: string | undefined,
  now: Temporal.Instant,
): Tls {
  if (certificateFile === undefined || keyFile === undefined) {
    throw new OperationError(
      'certificate_unusable',
      'A certificate needs both files: set ENGAWA_TLS_CERT and ENGAWA_TLS_KEY.',
    );
  }
  const cert = readGiven(certificateFile);
  const key = readGiven(keyFile);
  let certificate: X509Certificate;
  let isPair: boolean;
  try {
    certificate = new X509Certificate(cert);
    isPair = certificate.checkPrivateKey(createPrivateKey(key));
  } catch (error) {
    throw new OperationError(
      'certificate_unusable',
      `${certificateFile} and ${keyFile} must be PEM files: the certificate with its chain, and its key without a password.`,
      error,
    );
  }
  if (!isPair) {
    throw new OperationError(
      'certificate_unusable',
      `The key in ${keyFile} does not belong to the certificate in ${certificateFile}.`,
    );
  }
  const expiresAt = endOf(certificate);
  if (Temporal.Instant.compare(expiresAt, now) <= 0) {
    throw new OperationError(
      'certificate_unusable',
      `The certificate in ${certificateFile} ended at ${expiresAt.toString()}. Renew it.`,
    );
  }
  const hosts = (certificate.subjectAltName ?? '')
    .split(/,\s*/)
    .map((entry) => entry.replace(/^(DNS|IP Address):/, ''));
  return { key, cert, hosts, expiresAt, authority: undefined };
}

function readGiven(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    throw explainFileError(error, file);
  }
}

function endOf(certificate: X509Certificate): Temporal.Instant {
  return Temporal.Instant.fromEpochMilliseconds(certificate.validToDate.getTime());
}

function commonNameOf(pair: KeyAndCertificate): string {
  return new X509Certificate(pair.certificatePem).subject.replace(/^CN=/, '');
}

/** One file holds both, so that a crash cannot leave a key without its certificate. */
function readPair(folder: string, name: string): KeyAndCertificate | undefined {
  const file = join(folder, `${name}.pem`);
  if (!existsSync(file)) {
    return undefined;
  }
  const text = readFileSync(file, 'utf8');
  const at = text.indexOf('-----BEGIN CERTIFICATE-----');
  return at < 0 ? undefined : { keyPem: text.slice(0, at), certificatePem: text.slice(at) };
}

function savePair(folder: string, name: string, pair: KeyAndCertificate): void {
  const file = join(folder, `${name}.pem`);
  const text = pair.keyPem + pair.certificatePem;
  writeFileSync(`${file}.new`, text, { mode: 0o600, flush: true });
  renameSync(`${file}.new`, file);
}

/**
 * Looks once in a while whether the certificate is to be renewed or the machine got another address, and
 * hands the new one over (`server.setSecureContext`). Answers a function that ends it.
 */
export function watchTls(
  options: Omit<TlsOptions, 'now'>,
  current: Tls,
  onChange: (tls: Tls) => void,
  onFailure: (error: unknown) => void,
  everyMs = 10 * 60_000,
): () => void {
  let served = current.cert;
  const timer = setInterval(() => {
    try {
      const tls = openTls(options);
      if (tls.cert !== served) {
        served = tls.cert;
        onChange(tls);
      }
    } catch (error) {
      onFailure(error);
    }
  }, everyMs);
  timer.unref();
  return () => clearInterval(timer);
}
