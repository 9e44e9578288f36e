import type { AddressInfo } from 'node:net';
import { createServer, type Socket } from 'node:net';
import { fixedClock } from '#kernel/clock';
import { newId } from '#kernel/ids';
import type { Purpose } from '#kernel/purposes';
import { transaction } from '#kernel/transaction';
import { createRecordKeys, eraseRecords } from '#privacy';
import { expect, openTestHouse, type TestHouse, test } from '#testing';
import { codeSender } from './code-sender.ts';
import { cancelMessages, type MessageToQueue, queueMessage, templates } from './index.ts';
import { deliverDueJob } from './jobs.ts';

const words = { subject: 'ご予約を承りました', text: '<b>明日</b> お待ちしております。' };

async function newRecord(house: TestHouse): Promise<string> {
  const recordId = newId();
  await transaction(house.db, {}, (tx) => createRecordKeys(tx, [recordId]));
  return recordId;
}

function queue(house: TestHouse, message: Partial<MessageToQueue>, purpose: Purpose = 'service') {
  return transaction(house.db, { purpose }, (tx) =>
    queueMessage(tx, {
      recordId: null,
      channel: 'mail',
      to: 'marked.person@example.jp',
      template: 'booking_booked',
      words,
      language: 'ja',
      purpose,
      ...message,
    }),
  );
}

async function mailbox(house: TestHouse) {
  const { body } = await house.request(
    'GET',
    '/api/messages/mailbox',
    undefined,
    await house.as('owner'),
  );
  return body.messages as { to: string; subject: string; text: string }[];
}

async function stateOf(house: TestHouse, id: string | undefined) {
  const { rows } = await house.db.pool.query<{ state: string; failure_code: string | null }>(
    'SELECT state, failure_code FROM messages.message WHERE id = $1',
    [id],
  );
  return rows[0];
}

test('without a mail server a message ends in the mailbox, which only the owner reads', async () => {
  const house = await openTestHouse({ withJobs: true });
  await queue(house, { recordId: await newRecord(house) });
  await expect.poll(() => mailbox(house), { timeout: 10_000 }).toHaveLength(1);
  expect(await mailbox(house)).toMatchObject([{ to: 'marked.person@example.jp', ...words }]);
  const page = await house.request('GET', '/mailbox', undefined, await house.as('owner'));
  expect(page.body).toContain('&lt;b&gt;明日&lt;/b&gt;');
  expect(
    (await house.request('GET', '/mailbox', undefined, await house.as('manager'))).status,
  ).toBe(403);
  expect((await house.request('GET', '/mailbox')).status).toBe(401);
  await house.drop();
});

test('a sign-in code reaches the mailbox and its content does not stay in the outbox', async ({
  house,
}) => {
  await transaction(house.db, {}, (tx) =>
    codeSender.send(tx, {
      channel: 'email',
      address: 'code@example.jp',
      code: '204816',
      language: 'ja',
      expiresAt: tx.now.add({ minutes: 10 }),
    }),
  );
  await deliverDueJob.run(house.db, {});
  const entry = (await mailbox(house)).find((each) => each.to === 'code@example.jp');
  expect(entry?.text).toContain('204816');
  const { rows } = await house.db.pool.query(
    `SELECT 1 FROM messages.message m WHERE template = 'sign_in_code' AND state = 'sent'`,
  );
  expect(rows).toHaveLength(1);
});

test('neither address nor words are in the tables or in the log in clear', async ({ house }) => {
  await queue(house, { recordId: await newRecord(house) });
  await deliverDueJob.run(house.db, {});
  const client = await house.db.pool.connect();
  await client.query("BEGIN; SET LOCAL engawa.purpose = '1'");
  const { rows } = await client.query<{ text: string }>(`
    SELECT string_agg(t, ' ') AS text FROM (
      SELECT m::text AS t FROM messages.message m
      UNION ALL SELECT encode(sealed, 'escape') FROM messages.content
      UNION ALL SELECT encode(sealed, 'escape') FROM messages.mailbox
      UNION ALL SELECT data::text FROM kernel.event WHERE type LIKE 'messages.%') all_text`);
  await client.query('ROLLBACK');
  client.release();
  expect(rows[0]?.text.length).toBeGreaterThan(500);
  expect(rows[0]?.text).not.toMatch(/marked\.person|お待ち|承りました/);
});

test('one cause is one message, and a cancelled one is not sent', async ({ house }) => {
  const recordId = await newRecord(house);
  const first = await queue(house, { recordId, cause: 'reminder:1' });
  expect(await queue(house, { recordId, cause: 'reminder:1' })).toBeUndefined();
  await transaction(house.db, {}, (tx) => cancelMessages(tx, ['reminder:1']));
  await deliverDueJob.run(house.db, {});
  expect(await stateOf(house, first)).toMatchObject({ state: 'cancelled' });
});

test('an offer without consent is not sent, with consent not at night, and a code at any hour', async () => {
  const clock = fixedClock('2026-11-21T13:00:00Z');
  const house = await openTestHouse({ clock });
  const [without, agreed] = [await newRecord(house), await newRecord(house)];
  await house.db.pool.query(
    `INSERT INTO privacy.consent (id, record_id, purpose, decision, text_version, channel, actor, decided_at,
       recorded_at)
     VALUES ($1, $2, 'marketing_mail', 'given', '1', 'web', 'guest', $3, $3)`,
    [newId(), agreed, '2026-11-01T00:00:00Z'],
  );
  const refused = await queue(house, { recordId: without }, 'marketing_mail');
  const offer = await queue(house, { recordId: agreed }, 'marketing_mail');
  const code = await queue(house, {});
  await deliverDueJob.run(house.db, {});
  expect(await stateOf(house, refused)).toEqual({ state: 'cancelled', failure_code: 'no_consent' });
  expect(await stateOf(house, offer)).toMatchObject({ state: 'queued' });
  expect(await stateOf(house, code)).toMatchObject({ state: 'sent' });
  clock.move({ hours: 10, minutes: 1 });
  await deliverDueJob.run(house.db, {});
  expect(await stateOf(house, offer)).toMatchObject({ state: 'sent' });
  await house.drop();
});

test('a person gets no more offers than the house set, over all channels and records; the rest waits, and a code never does', async () => {
  const clock = fixedClock('2026-11-24T01:00:00Z');
  const house = await openTestHouse({ clock });
  const owner = await house.as('owner');
  const limits = { perDay: 1, perWeek: 2 };
  const set = await house.request('PUT', '/api/messages/limits', limits, owner);
  expect(set.status, JSON.stringify(set.body)).toBe(200);
  const recordId = await newRecord(house);
  for (const purpose of ['marketing_mail', 'marketing_sms']) {
    await house.db.pool.query(
      `INSERT INTO privacy.consent (id, record_id, purpose, decision, text_version, channel, actor, decided_at,
         recorded_at)
       VALUES ($1, $2, $3, 'given', '1', 'web', 'guest', $4, $4)`,
      [newId(), recordId, purpose, '2026-11-01T00:00:00Z'],
    );
  }
  const offers = [
    await queue(house, { recordId }, 'marketing_mail'),
    await queue(house, { recordId, channel: 'sms', to: '+819012345678' }, 'marketing_sms'),
    await queue(house, { recordId }, 'marketing_mail'),
  ];
  const short = await queue(
    house,
    { recordId, expiresAt: clock.now().add({ hours: 5 }) },
    'marketing_mail',
  );
  const code = await queue(house, { recordId });
  const states = async () =>
    Promise.all(offers.map(async (id) => (await stateOf(house, id))?.state));
  const sent = async (hours: number) => {
    clock.move({ hours });
    await deliverDueJob.run(house.db, {});
    return (await states()).filter((state) => state === 'sent').length;
  };
  expect(await sent(0)).toBe(1);
  expect(await stateOf(house, code)).toMatchObject({ state: 'sent' });
  expect(await stateOf(house, short)).toEqual({ state: 'cancelled', failure_code: 'expired' });
  expect(await sent(1)).toBe(1);
  expect(await sent(24)).toBe(2);
  expect(await sent(48)).toBe(2);
  expect(await sent(24 * 4)).toBe(3);
  await house.drop();
});

test('a transaction of another purpose can neither write nor read an offer', async ({ house }) => {
  const recordId = await newRecord(house);
  await expect(queue(house, { recordId, purpose: 'marketing_mail' })).rejects.toThrow(
    /row-level security/,
  );
});

test('somebody who was erased gets nothing any more', async ({ house }) => {
  const recordId = await newRecord(house);
  const id = await queue(house, { recordId });
  await transaction(house.db, {}, (tx) => eraseRecords(tx, [recordId]));
  await deliverDueJob.run(house.db, {});
  expect((await stateOf(house, id))?.state).toBe('cancelled');
  expect(await queue(house, { recordId })).toBeUndefined();
});

test('mail goes by SMTP; an address refused for good is given up, a busy server is tried again', async () => {
  const clock = fixedClock('2026-11-21T01:00:00Z');
  const smtp = await startSmtp();
  const house = await openTestHouse({ clock, environment: { ENGAWA_SMTP_URL: smtp.url } });
  const sent = await queue(house, {
    words: templates.sign_in_code('ja', { code: '1', minutes: 9 }),
    attachments: [{ name: 'b.ics', type: 'text/calendar; charset=utf-8', text: 'BEGIN:VCALENDAR' }],
  });
  const gone = await queue(house, { to: 'gone@example.jp' });
  const busy = await queue(house, { to: 'busy@example.jp' });
  await deliverDueJob.run(house.db, {});
  expect(await stateOf(house, sent)).toMatchObject({ state: 'sent' });
  expect(await stateOf(house, gone)).toEqual({ state: 'failed', failure_code: 'smtp_550' });
  expect(await stateOf(house, busy)).toMatchObject({ state: 'queued' });
  clock.move({ minutes: 2 });
  await deliverDueJob.run(house.db, {});
  expect(await stateOf(house, busy)).toMatchObject({ state: 'sent' });
  expect(smtp.mails.join('\n')).toMatch(/To: .*marked\.person@example\.jp/);
  expect(smtp.mails[0]).toMatch(/Content-Type: text\/calendar;[^\n]*\n?[\s\S]*filename="?b\.ics/);
  expect(smtp.mails[1]).not.toContain('filename');
  expect(smtp.mails[0]).toMatch(/Message-ID: <msg_[0-9a-z]{26}@engawa>/i);
  await house.drop();
  await smtp.stop();
});

/** A mail server of a few lines: refuses gone@, is busy at the first try of busy@, keeps the rest. */
async function startSmtp() {
  const mails: string[] = [];
  const sockets = new Set<Socket>();
  let busyTries = 0;
  const server = createServer((socket) => {
    sockets.add(socket);
    let data: string | undefined;
    const say = (line: string) => socket.write(`${line}\r\n`);
    const hear = (line: string) => {
      if (data !== undefined) {
        if (line === '.') {
          mails.push(data);
          data = undefined;
          say('250 kept');
        } else {
          data += `${line}\n`;
        }
      } else if (line.startsWith('EHLO')) {
        say('250 double');
      } else if (line.startsWith('RCPT') && line.includes('gone@')) {
        say('550 no such address');
      } else if (line.startsWith('RCPT') && line.includes('busy@') && busyTries === 0) {
        busyTries += 1;
        say('451 try later');
      } else if (line === 'DATA') {
        data = '';
        say('354 go on');
      } else {
        say(line === 'QUIT' ? '221 bye' : '250 ok');
      }
    };
    let rest = '';
    socket.on('data', (chunk: Buffer) => {
      const lines = (rest + chunk.toString()).split('\r\n');
      rest = lines.pop() ?? '';
      lines.forEach(hear);
    });
    socket.on('error', () => undefined);
    say('220 double');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `smtp://127.0.0.1:${port}`,
    mails,
    stop: async () => {
      for (const socket of sockets) {
        socket.destroy();
      }
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
