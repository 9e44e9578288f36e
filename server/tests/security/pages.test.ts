// Every page and answer says to the browser what it may do: a strict policy for contents, no framing, no sniffing.
import { expect, test } from '#testing';

const pages = [
  '/',
  '/shop/',
  '/shop/items',
  '/console/',
  '/console/customers',
  '/staff/',
  '/api/reference/',
  '/api/house',
  '/api/places',
  '/healthz',
  '/no-such-page',
];

test('every page has a strict policy and the headers that keep others out', async ({ house }) => {
  for (const url of pages) {
    const { headers } = await house.app.inject({ method: 'GET', url });
    const policy = headers['content-security-policy'] ?? '';
    expect(policy, url).toMatch(/default-src '(self|none)'/);
    expect(policy, url).toMatch(/frame-ancestors 'none'|default-src 'none'/);
    const scripts = /script-src ([^;]+)/.exec(policy)?.[1] ?? '';
    expect(scripts, url).not.toMatch(/'unsafe-inline'|'unsafe-eval'|\*|http:|https:|data:/);
    expect(headers, url).toMatchObject({
      'x-content-type-options': 'nosniff',
      'x-frame-options': 'DENY',
      'referrer-policy': 'same-origin',
      'cross-origin-opener-policy': 'same-origin',
    });
    expect(headers['permissions-policy'], url).toMatch(/microphone=\(\)/);
    expect(headers['x-powered-by'], url).toBeUndefined();
  }
});

test('the API reference runs the scripts it came with, and its document is the whole of the API', async ({
  house,
}) => {
  const at = (url: string) => house.app.inject({ method: 'GET', url });
  const page = await at('/api/reference/');
  expect(page.headers['content-security-policy']).toMatch(/script-src 'self' 'sha256-/);
  expect((await at('/api/reference')).headers.location).toMatch(/\/api\/reference\/$/);
  expect((await at('/api/reference/js/scalar.js')).headers['content-type']).toMatch(/javascript/);
  const document = (await at('/api/reference/openapi.json')).json();
  expect(Object.keys(document.paths).length).toBe(
    Object.keys(house.app.swagger().paths ?? {}).length,
  );
});

test('over TLS browsers are told to stay there', async ({ house }) => {
  const { headers } = await house.app.inject({
    method: 'GET',
    url: '/api/house',
    headers: { 'x-forwarded-proto': 'https' },
  });
  expect(headers['strict-transport-security']).toMatch(/max-age=31536000/);
  const plain = await house.app.inject({ method: 'GET', url: '/api/house' });
  expect(plain.headers['strict-transport-security']).toBeUndefined();
});

test('a page of another site may not write with our cookie, our own may', async ({ house }) => {
  const { headers } = await house.request('POST', '/api/customers/sign-out', undefined, {
    cookie: 'engawa_customer=x',
    origin: 'https://evil.example',
    host: 'localhost',
  });
  expect(headers['set-cookie']).toBeUndefined();
  const foreign = await house.request('POST', '/api/customers/sign-out', undefined, {
    cookie: 'engawa_customer=x',
    origin: 'https://evil.example',
    host: 'localhost',
  });
  expect(foreign.body.code).toBe('kernel.foreign_origin');
  const own = await house.request('POST', '/api/customers/sign-out', undefined, {
    cookie: 'engawa_customer=x',
    origin: 'http://localhost',
    host: 'localhost',
  });
  expect(own.body.code).toBe('kernel.sign_in_needed');
});
