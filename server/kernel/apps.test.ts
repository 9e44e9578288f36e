import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Fastify from 'fastify';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { serveApps } from './apps.ts';
import type { App } from './http.ts';

const folder = mkdtempSync(join(tmpdir(), 'engawa-apps-'));
const built = join(folder, 'built');
const app = Fastify() as unknown as App;
const bare = Fastify() as unknown as App;

beforeAll(async () => {
  mkdirSync(join(built, 'assets'), { recursive: true });
  writeFileSync(join(built, 'index.html'), '<!doctype html><title>console</title>');
  writeFileSync(join(built, 'assets', 'index-AbC123.js'), 'export {};');
  writeFileSync(join(built, 'icon.svg'), '<svg xmlns="http://www.w3.org/2000/svg"/>');
  writeFileSync(join(folder, 'secret.txt'), 'not yours');
  await serveApps(app, { dist: { console: built } });
  await serveApps(bare, { dist: { console: join(folder, 'nothing') } });
});

afterAll(async () => {
  await app.close();
  await bare.close();
  rmSync(folder, { recursive: true, force: true });
});

const get = (url: string, headers = {}) => app.inject({ method: 'GET', url, headers });

test('the page of the console is asked for anew each time and runs nothing but its own files', async () => {
  const answer = await get('/console/');
  expect(answer.statusCode).toBe(200);
  expect(answer.headers['cache-control']).toBe('no-cache');
  const policy = String(answer.headers['content-security-policy']);
  expect(policy).toContain("default-src 'self'");
  expect(policy).not.toContain('unsafe');
});

test('an address inside the console opens the console', async () => {
  const answer = await get('/console/orders/ord_01jd?tab=lines');
  expect(answer.statusCode).toBe(200);
  expect(answer.body).toContain('<title>console</title>');
});

test('hashed files are kept for ever, named ones are not', async () => {
  const hashed = await get('/console/assets/index-AbC123.js');
  expect(hashed.headers['cache-control']).toBe('public, max-age=31536000, immutable');
  const icon = await get('/console/icon.svg');
  expect(icon.headers['cache-control']).toBe('no-cache');
});

test('a missing file is missing, and not the page', async () => {
  const answer = await get('/console/assets/index-gone.js');
  expect(answer.statusCode).toBe(404);
  expect(answer.headers['cache-control'] ?? '').not.toContain('immutable');
});

test('nothing outside of the build is served', async () => {
  for (const url of [
    '/console/../secret.txt',
    '/console/..%2fsecret.txt',
    '/console/%2e%2e/secret.txt',
  ]) {
    const answer = await get(url);
    expect(answer.body).not.toContain('not yours');
  }
});

test('the landing page says in both languages where things are', async () => {
  const answer = await get('/');
  expect(answer.statusCode).toBe(200);
  for (const part of ['縁側', '/console/', '/api/reference', 'Headquarters']) {
    expect(answer.body).toContain(part);
  }
});

test('the host name of the console leads to the console', async () => {
  const answer = await get('/', { host: 'console.localhost:7080' });
  expect(answer.statusCode).toBe(302);
  expect(answer.headers.location).toBe('/console/');
});

test('an unbuilt console says how to build it', async () => {
  const answer = await bare.inject({ method: 'GET', url: '/console/' });
  expect(answer.statusCode).toBe(503);
  expect(answer.body).toContain('npm run build');
});
