// start --lan: the shop's tablets and phones reach this machine over TLS, since offline pages, camera and passkeys
// need a secure context. The local authority's certificate is offered on a plain page of its own, by QR.
import type { Server } from 'node:http';
import { Server as SecureServer } from 'node:https';
import type { Config } from '#kernel/config';
import type { ServerCertificate } from '#kernel/http';
import type { Logger } from '#kernel/logger';
import { type InstallPage, qrOf, startInstallPage } from './operations/tls/install-page.ts';
import { lanAddresses } from './operations/tls/lan.ts';
import { openTls, type TlsOptions, watchTls } from './operations/tls/open-tls.ts';

export type Lan = {
  readonly host: string;
  readonly certificate: ServerCertificate;
  /** Renews the certificate while the server runs and serves the installation page. */
  begin(server: Server | SecureServer, port: number): Promise<void>;
  /** Lines for the terminal: addresses, fingerprint, QR. */
  describe(port: number): Promise<readonly string[]>;
  stop(): Promise<void>;
};

/** Opens or makes the certificate. Throws OperationError when it cannot be used. */
export function openLan(config: Config, logger: Logger): Lan {
  const options: TlsOptions = {
    home: config.home,
    names: config.lanNames,
    ...(config.tlsCertificate === undefined ? {} : { certificateFile: config.tlsCertificate }),
    ...(config.tlsKey === undefined ? {} : { keyFile: config.tlsKey }),
  };
  const tls = openTls(options);
  const host = config.host === '127.0.0.1' ? '0.0.0.0' : config.host;
  const addresses = lanAddresses().filter(({ family }) => family === 4);
  let page: InstallPage | undefined;
  let stopWatching: () => void = () => undefined;
  return {
    host,
    certificate: { key: tls.key, cert: tls.cert },
    begin: async (server, port) => {
      if (server instanceof SecureServer) {
        stopWatching = watchTls(
          options,
          tls,
          (next) => server.setSecureContext({ key: next.key, cert: next.cert }),
          (error) => logger.warn({ error: String(error) }, 'the certificate could not be renewed'),
        );
      }
      if (tls.authority !== undefined) {
        const links = addresses.map(({ address }) => ({
          label: address,
          url: `https://${address}:${port}/`,
        }));
        page = await startInstallPage({ host, port: port - 1, authority: tls.authority, links });
      }
    },
    describe: async (port) => {
      const [first] = addresses;
      const lines = addresses.map(({ address }) => `  In the shop    https://${address}:${port}/`);
      if (page === undefined || first === undefined || tls.authority === undefined) {
        return lines;
      }
      const url = page.urlFor(first.address);
      const { terminal } = await qrOf(url);
      return [
        ...lines,
        `  Install the certificate on each device first: ${url}`,
        `  Fingerprint    ${tls.authority.fingerprint}`,
        terminal,
      ];
    },
    stop: async () => {
      stopWatching();
      await page?.stop();
    },
  };
}
