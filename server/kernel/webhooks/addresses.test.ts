import { expect, test } from 'vitest';
import { AddressError, isPublicAddress, parseAddress, resolveChecked } from './addresses.ts';

const closed = { allowPrivate: false };
const open = { allowPrivate: true };

test.each([
  '127.0.0.1',
  '10.1.2.3',
  '172.16.0.1',
  '172.31.255.255',
  '192.168.1.1',
  '100.64.0.1',
  '100.100.100.200',
  '169.254.169.254',
  '168.63.129.16',
  '192.0.0.192',
  '198.18.0.1',
  '224.0.0.1',
  '255.255.255.255',
  '0.0.0.0',
  '::',
  '::1',
  '::ffff:10.0.0.1',
  '::ffff:8.8.8.8',
  '64:ff9b::a00:1',
  'fe80::1',
  'fe80::1%eth0',
  'fc00::1',
  'fd00:ec2::254',
  'ff02::1',
  '2001:db8::1',
  '2001::1',
  '2002:7f00:1::',
  'example.com',
  '',
])('%s is not an address of the public internet', (address) => {
  expect(isPublicAddress(address)).toBe(false);
});

test.each(['8.8.8.8', '172.32.0.1', '100.128.0.1', '192.0.1.1', '2606:4700::1111', '2400:3200::1'])(
  '%s is an address of the public internet',
  (address) => {
    expect(isPublicAddress(address)).toBe(true);
  },
);

test.each([
  ['http://example.com/', /https/],
  ['ftp://example.com/', /https/],
  ['not an address', /no address/],
  ['https://user:secret@example.com/', /password/],
  ['https://127.0.0.1/', /private/],
  ['https://0x7f.1/', /private/],
  ['https://2130706433/', /private/],
  ['https://0177.0.0.1/', /private/],
  ['https://[::1]/', /private/],
  ['https://[::ffff:10.0.0.1]/', /private/],
  ['https://169.254.169.254/latest/meta-data', /private/],
  ['https://localhost/', /private/],
  ['https://db.internal/', /private/],
  ['https://printer.local./', /private/],
])('a webhook to %s is refused by its text', (text, why) => {
  expect(() => parseAddress(text, closed)).toThrow(why);
});

test('in the own network, when that is allowed, plain http and private addresses are fine', () => {
  expect(parseAddress('http://127.0.0.1:8080/x', open).port).toBe('8080');
  expect(parseAddress('https://erp.lan/', open).hostname).toBe('erp.lan');
});

test('a name with one private address among its answers is refused as a whole', async () => {
  const answers = [
    { address: '8.8.8.8', family: 4 },
    { address: '10.0.0.1', family: 4 },
  ];
  const policy = { ...closed, resolve: async () => answers };
  await expect(resolveChecked('shop.example', policy)).rejects.toThrow(AddressError);
  const good = { ...closed, resolve: async () => answers.slice(0, 1) };
  await expect(resolveChecked('shop.example', good)).resolves.toHaveLength(1);
  const none = { ...closed, resolve: async () => [] };
  await expect(resolveChecked('shop.example', none)).rejects.toThrow('resolved');
});
