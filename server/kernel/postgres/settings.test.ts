import { expect, test } from 'vitest';
import { launchSettings, sharedBuffersMegabytes } from './settings.ts';

const gigabyte = 1024 ** 3;

test('shared buffers are a quarter of the memory, from 128 MB to 1 GB', () => {
  expect(sharedBuffersMegabytes(gigabyte / 4)).toBe(128);
  expect(sharedBuffersMegabytes(2 * gigabyte)).toBe(512);
  expect(sharedBuffersMegabytes(24 * gigabyte)).toBe(1024);
});

test('a little memory more or less does not change the settings an orphan is judged by', () => {
  const almost = 2 * gigabyte + 1024 ** 2;
  expect(sharedBuffersMegabytes(almost)).toBe(sharedBuffersMegabytes(2 * gigabyte));
});

test('only tests run without flushing to disk', () => {
  const off = ['fsync=off', 'synchronous_commit=off', 'full_page_writes=off'];
  const of = (durable: boolean) => launchSettings({ durable, clusterName: 'engawa-test' });
  expect(of(false)).toEqual(expect.arrayContaining(off));
  expect(of(true).filter((setting) => off.includes(setting))).toEqual([]);
});
