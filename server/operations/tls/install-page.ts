// Where a phone or tablet gets the authority's certificate: a page over plain http, since nothing is trusted
// yet. The page shows the fingerprint and the console shows it too, so that the two can be compared; the
// page offers nothing else and takes nothing in.
import { createServer, type Server, type ServerResponse } from 'node:http';
import QRCode from 'qrcode';
import { escapeHtml } from '#kernel/html';
import type { Authority } from './open-tls.ts';

export type InstallPage = {
  readonly port: number;
  /** `http://192.168.1.20:7079/`. */
  urlFor(address: string): string;
  stop(): Promise<void>;
};

export type InstallPageOptions = {
  readonly host: string;
  /** 0 takes any free port. */
  readonly port: number;
  readonly authority: Authority;
  /** Addresses to go on to when the certificate is installed, by label. */
  readonly links: readonly { readonly label: string; readonly url: string }[];
};

/** Serves the page. Rejects with the system's error when the port is taken. */
export async function startInstallPage(options: InstallPageOptions): Promise<InstallPage> {
  const server = createServer((request, response) => {
    const path = (request.url ?? '/').split('?')[0];
    if (request.method !== 'GET' && request.method !== 'HEAD') {
      send(response, 405, 'text/plain', 'GET only');
    } else if (path === '/') {
      send(response, 200, 'text/html; charset=utf-8', pageText(options));
    } else if (path === '/engawa-authority.crt') {
      send(response, 200, 'application/x-x509-ca-cert', options.authority.der);
    } else {
      send(response, 404, 'text/plain; charset=utf-8', 'ページがありません / Not found');
    }
  });
  server.requestTimeout = 10_000;
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(options.port, options.host, resolve);
  });
  const port = portOf(server);
  return {
    port,
    urlFor: (address) => `http://${address.includes(':') ? `[${address}]` : address}:${port}/`,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/** A QR code of an address, for the terminal and for a screen. */
export async function qrOf(url: string): Promise<{ terminal: string; svg: string }> {
  return {
    terminal: await QRCode.toString(url, { type: 'terminal', small: true }),
    svg: await QRCode.toString(url, { type: 'svg', margin: 2 }),
  };
}

function portOf(server: Server): number {
  const address = server.address();
  return typeof address === 'object' && address !== null ? address.port : 0;
}

function send(response: ServerResponse, status: number, type: string, body: string | Buffer): void {
  response.writeHead(status, {
    'content-type': type,
    'cache-control': 'no-store',
    'x-content-type-options': 'nosniff',
    'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'",
  });
  response.end(body);
}

function pageText({ authority, links }: InstallPageOptions): string {
  const list = links
    .map(({ label, url }) => `<li><a href="${escapeHtml(url)}">${escapeHtml(label)}</a></li>`)
    .join('');
  return `<!doctype html><html lang="ja"><head><meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1"><title>Engawa</title>
<style>body{font:16px/1.7 system-ui,sans-serif;max-width:34rem;margin:2rem auto;padding:0 1rem;color:#1d1b18;background:#fbfaf7}
a.get{display:inline-block;padding:.8rem 1.4rem;background:#2f5d50;color:#fff;border-radius:.5rem;text-decoration:none}
code{font-size:.8rem;overflow-wrap:anywhere}h2{font-size:1.1rem;margin-top:2rem}</style></head><body>
<h1>この端末をお店につなぐ</h1>
<p>お店のサーバーと安全に通信するため、証明書を一度だけインストールします。<br>
<span lang="en">Install this certificate once, so that this device can talk to the shop's server safely.</span></p>
<p><a class="get" href="/engawa-authority.crt">証明書を入手 / Get the certificate</a></p>
<p>フィンガープリント(サーバーの画面と同じか確認してください / compare with the server's screen):<br>
<code>${escapeHtml(authority.fingerprint)}</code></p>
<h2>iPhone・iPad</h2><ol><li>上のボタン → 許可。</li><li>設定 → 「プロファイルがダウンロード済み」→ インストール。</li>
<li>設定 → 一般 → 情報 → 証明書信頼設定 → 「${escapeHtml(authority.name)}」をオン。</li></ol>
<h2>Android</h2><ol><li>上のボタンで保存。</li><li>設定 → セキュリティ → 暗号化と認証情報 → 証明書のインストール → CA証明書。</li></ol>
<h2>Windows・Mac</h2><p>保存したファイルを開き、「信頼されたルート証明機関」(Mac はキーチェーンで「常に信頼」)に追加します。</p>
<h2>インストールが終わったら / When it is installed</h2><ul>${list}</ul>
<p><small>この証明書は社内のアドレスだけを保証します。 / It vouches for addresses of private networks only.</small></p>
</body></html>`;
}
