// Where push messages may go, and with which key: the address of a browser comes from outside.
import { ensureRecords } from '#customers';
import { newId } from '#kernel/ids';
import { pushKeysOf } from '#kernel/push-keys';
import { transaction } from '#kernel/transaction';
import { expect, test } from '#testing';
import { webPushChannel } from '../channels/web-push.ts';
import { addDevice } from './devices.ts';

const target = { p256dh: '', auth: 'x'.repeat(22) };

test.for([
  ['http://127.0.0.1:9/push', 'plain and private'],
  ['https://169.254.169.254/latest', 'the cloud’s own'],
  ['https://localhost/push', 'this machine'],
  ['ftp://push.example/x', 'no web address'],
])('%s is no push service: %s', async ([endpoint]) => {
  const channel = webPushChannel({
    keys: pushKeysOf({ indexKey: Buffer.alloc(32, 7) }),
    contact: 'mailto:shop@example.jp',
    policy: { allowPrivate: false },
  });
  const p256dh = pushKeysOf({ indexKey: Buffer.alloc(32, 9) }).publicKey;
  const messageId = `msg_${newId().slice(0, 26)}`;
  await expect(
    channel.deliver({
      to: 'chrome android',
      subject: 'x',
      text: 'x',
      messageId: messageId.replaceAll('-', '0'),
      language: 'ja',
      target: { ...target, endpoint: String(endpoint), p256dh },
      liveS: 60,
    }),
  ).rejects.toMatchObject({ code: 'push_forbidden' });
});

test('no browser is taken that leads into the own network, or for which nothing could be sealed', async ({
  house,
}) => {
  const recordId = await transaction(house.db, {}, async (tx) => {
    const made = await ensureRecords(tx, { source: 'web', kind: 'account' }, [{ key: 'her' }]);
    return made.get('her')?.recordId ?? '';
  });
  const p256dh = pushKeysOf({ indexKey: Buffer.alloc(32, 9) }).publicKey;
  const add = (endpoint: string, key = p256dh) =>
    transaction(house.db, {}, (tx) =>
      addDevice(
        tx,
        {
          ...target,
          recordId,
          sessionId: newId(),
          about: {},
          language: 'ja',
          endpoint,
          p256dh: key,
        },
        { allowPrivate: false },
      ),
    );
  const refused = { code: 'messages.endpoint_refused' };
  for (const endpoint of ['http://127.0.0.1:9/push', 'https://10.0.0.1/push', 'nothing']) {
    await expect(add(endpoint)).rejects.toMatchObject(refused);
  }
  const publicOne = 'https://push.example.jp/1';
  await expect(add(publicOne, `B${'A'.repeat(86)}`)).rejects.toMatchObject(refused);
  expect(await add(publicOne)).toMatch(/^[0-9a-f-]{36}$/);
});

test('the house’s key for push services follows from its key store, and is a key of P-256', () => {
  const keys = pushKeysOf({ indexKey: Buffer.alloc(32, 3) });
  expect(pushKeysOf({ indexKey: Buffer.alloc(32, 3) })).toEqual(keys);
  expect(pushKeysOf({ indexKey: Buffer.alloc(32, 4) })).not.toEqual(keys);
  expect(Buffer.from(keys.publicKey, 'base64url')).toHaveLength(65);
  expect(Buffer.from(keys.privateKey, 'base64url')).toHaveLength(32);
});
