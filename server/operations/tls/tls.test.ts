import { execFileSync, spawnSync } from 'node:child_process';
import { X509Certificate } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createServer, get, type Server } from 'node:https';
import type { AddressInfo, LookupFunction } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { issueCertificate, type KeyAndCertificate } from './certificates.ts';
import { qrOf, startInstallPage } from './install-page.ts';
import { lanAddresses, lanNames } from './lan.ts';
import { openTls, watchTls } from './open-tls.ts';

const openssl = 'openssl';
let home: string;

beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'engawa-tls-'));
});

afterEach(() => {
  rmSync(home, { recursive: true, force: true });
});

async function serve(pair: { key: string; cert: string }): Promise<Server> {
  const server = createServer(pair, (_request, response) => response.end('served'));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return server;
}

/** What a client that trusts `ca` gets when it asks for `host`; the error's code otherwise. */
function ask(server: Server, ca: string, host: string): Promise<string> {
  const { port } = server.address() as AddressInfo;
  return new Promise((resolve) => {
    const request = get({ host, port, ca, agent: false, lookup: answerLocal }, (response) => {
      response.setEncoding('utf8');
      response.on('data', (text: string) => resolve(text));
    });
    request.on('error', (error) =>
      resolve('code' in error ? `${String(error.code)} ${error.message}` : ''),
    );
  });
}

const answerLocal: LookupFunction = (_host, options, done) => {
  if (options.all === true) {
    done(null, [{ address: '127.0.0.1', family: 4 }]);
  } else {
    done(null, '127.0.0.1', 4);
  }
};

test('a device that trusts the authority reaches each front by its own name; others are refused', async () => {
  const tls = openTls({ home, names: ['kasse.lan'] });
  const ca = tls.authority?.pem ?? '';
  const server = await serve(tls);
  try {
    for (const host of ['127.0.0.1', 'shop.localhost', 'kasse.lan', 'staff.kasse.lan']) {
      expect([host, await ask(server, ca, host)]).toEqual([host, 'served']);
    }
    expect(await ask(server, ca, 'other.lan')).toContain('ERR_TLS_CERT_ALTNAME_INVALID');
    expect(await ask(server, '', '127.0.0.1')).toMatch(/UNABLE_TO|SELF_SIGNED/);
  } finally {
    server.close();
  }
});

function authorityOf(folder: string): KeyAndCertificate {
  const text = readFileSync(join(folder, 'secrets', 'tls', 'authority.pem'), 'utf8');
  const at = text.indexOf('-----BEGIN CERTIFICATE');
  return { keyPem: text.slice(0, at), certificatePem: text.slice(at) };
}

test('a stolen authority cannot vouch for a public name or address', async () => {
  const tls = openTls({ home });
  const authority = authorityOf(home);
  const name = tls.authority?.name ?? '';
  for (const host of ['bank.example.com', '8.8.8.8']) {
    const forged = issueCertificate(authority, name, [host], Temporal.Now.instant());
    const server = await serve({ key: forged.keyPem, cert: forged.certificatePem });
    // The chain is judged before the name, so a public address need not be called for this.
    const said = await ask(server, authority.certificatePem, '127.0.0.1');
    expect(said).toContain('permitted subtree');
    server.close();
  }
});

test('OpenSSL reads the certificates as they are meant, and finds the chain in order', ({
  skip,
}) => {
  if (spawnSync(openssl, ['version']).status !== 0) {
    skip('there is no openssl on this machine');
  }
  const tls = openTls({ home });
  const ca = join(home, 'ca.pem');
  const leaf = join(home, 'leaf.pem');
  writeFileSync(ca, tls.authority?.pem ?? '');
  writeFileSync(leaf, tls.cert);
  const verified = execFileSync(openssl, ['verify', '-x509_strict', '-CAfile', ca, leaf], {
    encoding: 'utf8',
  });
  expect(verified).toContain('OK');
  const text = execFileSync(openssl, ['x509', '-in', ca, '-noout', '-text'], {
    encoding: 'utf8',
  });
  expect(text).toMatch(/CA:TRUE, pathlen:0/);
  expect(text).toMatch(
    /Name Constraints: critical[\s\S]*DNS:local[\s\S]*IP:192\.168\.0\.0\/255\.255\.0\.0/,
  );
});

test('keys are for their owner only; what was made is used again', () => {
  const first = openTls({ home });
  const second = openTls({ home });
  expect(second.cert).toBe(first.cert);
  expect(second.authority?.fingerprint).toBe(first.authority?.fingerprint);
  const folder = join(home, 'secrets', 'tls');
  expect(statSync(folder).mode & 0o077).toBe(0);
  for (const file of readdirSync(folder)) {
    expect(statSync(join(folder, file)).mode & 0o077).toBe(0);
  }
  const days = first.expiresAt.since(Temporal.Now.instant()).total('hours') / 24;
  expect(days).toBeLessThan(397);
  const authority = new X509Certificate(first.authority?.pem ?? '');
  expect(authority.validToDate.getFullYear() - new Date().getFullYear()).toBeGreaterThanOrEqual(9);
});

test('a certificate is renewed two months before its end and when a name comes, by the same authority', async () => {
  const first = openTls({ home });
  const later = openTls({ home, now: Temporal.Now.instant().add({ hours: 340 * 24 }) });
  expect(later.cert).not.toBe(first.cert);
  expect(later.authority?.pem).toBe(first.authority?.pem);
  const named = await new Promise((resolve) => {
    const stop = watchTls({ home, names: ['new.lan'] }, later, changed, () => undefined, 5);
    function changed(tls: { hosts: readonly string[] }) {
      stop();
      resolve(tls.hosts.includes('console.new.lan'));
    }
  });
  expect(named).toBe(true);
});

test('the owner’s own certificate is used as it is, and one that cannot be is refused with the reason', () => {
  const tls = openTls({ home });
  const certificateFile = join(home, 'cert.pem');
  const keyFile = join(home, 'key.pem');
  writeFileSync(certificateFile, tls.cert);
  writeFileSync(keyFile, tls.key);
  const own = openTls({ home, certificateFile, keyFile });
  expect(own).toMatchObject({ cert: tls.cert, authority: undefined });
  expect(own.hosts).toContain('shop.localhost');
  const attempt = (changed: object) => () =>
    openTls({ home, certificateFile, keyFile, ...changed });
  const ended = Temporal.Now.instant().add({ hours: 400 * 24 });
  expect(attempt({ now: ended })).toThrow('Renew it');
  expect(attempt({ keyFile: join(home, 'none.pem') })).toThrow('is not there');
  expect(() => openTls({ home, certificateFile })).toThrow('both');
  writeFileSync(keyFile, authorityOf(home).keyPem);
  expect(attempt({})).toThrow('does not belong');
  writeFileSync(keyFile, 'no key');
  expect(attempt({})).toThrow('PEM');
  expect(() => openTls({ home, names: ['shop.example.com'] })).toThrow('ENGAWA_TLS_CERT');
});

test('the page offers the certificate and its fingerprint over plain http, and nothing else', async () => {
  const { authority } = openTls({ home });
  if (authority === undefined) {
    throw new Error('no authority');
  }
  const links = [{ label: 'レジ <POS>', url: 'https://staff.localhost/' }];
  const page = await startInstallPage({ host: '127.0.0.1', port: 0, authority, links });
  try {
    const url = page.urlFor('127.0.0.1');
    const text = await (await fetch(url)).text();
    expect(text).toContain(authority.fingerprint);
    expect(text).toContain('レジ &lt;POS&gt;');
    const file = await fetch(`${url}engawa-authority.crt`);
    expect(file.headers.get('content-type')).toBe('application/x-x509-ca-cert');
    const given = new X509Certificate(Buffer.from(await file.arrayBuffer()));
    expect(given.fingerprint256).toBe(authority.fingerprint);
    expect((await fetch(`${url}authority.pem`)).status).toBe(404);
    expect((await fetch(url, { method: 'POST' })).status).toBe(405);
    const qr = await qrOf(url);
    expect(qr.svg).toContain('<svg');
    expect(qr.terminal.split('\n').length).toBeGreaterThan(10);
  } finally {
    await page.stop();
  }
});

test('addresses of the shop’s network come first, those of containers last, public ones never', () => {
  const made = (address: string, internal = false) => ({
    address,
    internal,
    family: address.includes(':') ? ('IPv6' as const) : ('IPv4' as const),
    netmask: '',
    mac: '',
    cidr: null,
    scopeid: 0,
  });
  const found = lanAddresses({
    lo: [made('127.0.0.1', true)],
    docker0: [made('172.17.0.1')],
    eth0: [made('203.0.113.5'), made('fd00::5'), made('10.0.0.5'), made('fe80::1')],
    wlan0: [made('192.168.1.20')],
  });
  expect(found.map(({ address }) => address)).toEqual([
    '192.168.1.20',
    '10.0.0.5',
    'fd00::5',
    '172.17.0.1',
  ]);
  expect(lanNames([], 'Kasse-1.example')).toContain('staff.kasse-1.local');
  expect(lanNames([], 'localhost')).toEqual([
    'localhost',
    'shop.localhost',
    'staff.localhost',
    'console.localhost',
  ]);
});
