// お中元: one giver, a list of receivers, each with a link of its own. Many open the same link at once and one has it;
// then whatever the giver can ask, is mailed, can export, and all that was logged is searched for where the gifts went.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'vitest';
import { importProducts } from '#catalog';
import { ensureRecords } from '#customers';
import { formatId, newId, parseId } from '#kernel/ids';
import { createSession } from '#kernel/sessions';
import { transaction } from '#kernel/transaction';
import { proveLedger } from '#ledger';
import { deliverDueJob } from '#messages';
import { findPaymentsOfOrders, recordAuthorisation } from '#payments';
import { ensurePlace } from '#places';
import { postFacts } from '#stock';
import { expect, type Json, openTestHouse, recordProof, roundsOf, type TestHouse } from '#testing';

const atOnce = 50;
const receivers = roundsOf({ full: 1000, short: 60 });
const few = 5;
/** Links that fifty open at once; the others three. */
const contested = roundsOf({ full: 100, short: 2 });

type Told = { readonly from: string; readonly text: string };

test('1,000 receivers of an e-gift list, 50 opening at once the same link: one claim each, no address leaks to the giver by any endpoint, mail, log or export', async () => {
  const startedAt = performance.now();
  const lines: string[] = [];
  const house = await openTestHouse({ log: { write: (line) => lines.push(line) } });
  try {
    const shop = await openShop(house);
    const giver = await signUp(house);
    const bought = await buyList(house, shop, giver.headers, receivers - few);
    // Of a short list she is mailed when each is taken.
    const short = await buyList(house, shop, giver.headers, few);
    const tokens: string[] = [...short.gifts, ...bought.gifts].map((gift) => gift.token);
    expect(new Set(tokens).size).toBe(receivers);
    let tries = 0;
    const mails = new Map<string, Mail>();
    const taken: string[] = [];
    for (const [at, token] of tokens.entries()) {
      const people = at < contested ? atOnce : 3;
      tries += people;
      const answers = await Promise.all(
        Array.from({ length: people }, (_, who) => open(house, shop, { token, at, who })),
      );
      const won = answers.filter(({ status }) => status === 201);
      expect(won, `link ${at}`).toHaveLength(1);
      expect(answers.filter(({ body }) => body.code === 'gifts.claimed')).toHaveLength(people - 1);
      taken.push(String(won[0]?.body.orderId));
      // The mailbox shows the newest hundred.
      if (at % 20 === 19 || at === receivers - 1) {
        await readMails(house, mails);
      }
    }
    expect(new Set(taken).size).toBe(receivers);
    const { rows } = await house.db.pool.query(
      "SELECT count(*)::int AS claims, (SELECT count(*)::int FROM gifts.gift WHERE state = 'claimed') AS gifts FROM gifts.claim",
    );
    expect(rows[0]).toEqual({ claims: receivers, gifts: receivers });
    expect((await transaction(house.db, {}, (tx) => proveLedger(tx))).differences).toEqual([]);

    const toGiver = [...mails.values()]
      .filter(({ to }) => to === giver.email)
      .map(({ subject, text }) => ({ from: `mail ${subject}`, text: `${subject} ${text}` }));
    const ids = { giver: giver.recordId, order: bought.orderId, taken };
    const told = [
      ...(await askEverything(house, giver.headers, ids)),
      ...(await askByLink(house, { tokens, manageToken: bought.manageToken })),
      ...toGiver,
      { from: 'the program’s log', text: lines.join('\n') },
      {
        from: 'the log of moments',
        text: await rowsOf(house, 'SELECT to_jsonb(e) FROM kernel.event e'),
      },
      {
        from: 'rows about her gifts',
        text: await rowsOf(
          house,
          'SELECT to_jsonb(g), to_jsonb(p), to_jsonb(c) FROM gifts.gift g JOIN gifts.purchase p ON p.id = g.purchase_id LEFT JOIN gifts.claim c ON c.gift_id = g.id',
        ),
      },
    ];
    const leaks = told.flatMap(({ from, text }) =>
      secrets.filter((word) => text.includes(word)).map((word) => `${from}: ${word}`),
    );
    recordProof({
      claim:
        '1,000 receivers of an e-gift list, 50 opening at once the same link: one claim each, no address leaks to the giver by any endpoint, mail, log or export',
      measured: `${receivers} links, ${tries} claims at once (${contested} links by ${atOnce}): ${taken.length} taken, each once; ${told.length} answers, mails, exports and logs searched (${lines.length} log lines, ${toGiver.length} of ${mails.size} mails to the giver): ${leaks.length} leaks`,
      holds: leaks.length === 0 && taken.length === receivers,
      seconds: (performance.now() - startedAt) / 1000,
    });
    expect(leaks).toEqual([]);
    expect(told.length).toBeGreaterThan(120);
    expect(toGiver.length).toBeGreaterThanOrEqual(few);
    // The search can find: whoever took a gift is mailed to her own address.
    expect([...mails.values()].some(({ to }) => to.startsWith('himitsu-'))).toBe(true);
  } finally {
    await house.drop();
  }
}, 1_800_000);

/** Words that stand in every receiver's address and nowhere else: digits enough to be in no random id by chance. */
const secrets = [
  '秘密山',
  '蜜子',
  '松本市',
  '秘密町',
  'himitsu-',
  '090-9998-',
  '0909998',
  '+81909998',
  '390-0999',
  '3900999',
];

function contactOf(at: number) {
  const number = String(at).padStart(4, '0');
  return {
    fullName: `秘密山 蜜子${number}`,
    address: `長野県松本市秘密町9-${number}`,
    postalCode: '390-0999',
    prefecture: '長野県',
    phone: `090-9998-${number}`,
    email: `himitsu-${number}@example.jp`,
  };
}

async function openShop(house: TestHouse) {
  const made = await transaction(house.db, { actor: 'test' }, async (tx) => {
    const usual = { timeZone: 'Asia/Tokyo', currency: 'JPY' } as const;
    const place = await ensurePlace(tx, { ...usual, kind: 'store', code: 'g', nameJa: '寺町店' });
    const web = await ensurePlace(tx, { ...usual, kind: 'web', code: 'w', nameJa: 'ウェブ店' });
    const items = await importProducts(tx, { source: 'list', currency: 'JPY' }, [
      { code: 'red', productCode: 'cup', name: '湯のみ', variantName: '赤', price: '2200' },
      { code: 'blue', productCode: 'cup', name: '湯のみ', variantName: '青', price: '2200' },
    ]);
    const ids = items.map((each) => ('itemId' in each ? (each.itemId ?? '') : ''));
    await postFacts(
      tx,
      ids.flatMap((itemId) =>
        [place.id, web.id].map((placeId) => ({
          placeId,
          itemId,
          quantityMilli: 9_000_000,
          kind: 'opening' as const,
        })),
      ),
    );
    return {
      placeId: formatId('place', place.id),
      items: ids.map((id) => formatId('item', id)),
    };
  });
  return { ...made, owner: await house.as('owner') };
}
type Shop = Awaited<ReturnType<typeof openShop>>;

async function signUp(house: TestHouse) {
  const email = 'okurinushi@example.jp';
  return transaction(house.db, { actor: 'test' }, async (tx) => {
    const made = await ensureRecords(tx, { source: 'web', kind: 'account' }, [
      { key: email, profile: { email } },
    ]);
    const principalId = made.get(email)?.recordId ?? '';
    const lifetime = { hours: 2 };
    const session = await createSession(tx, { kind: 'customer', principalId, lifetime });
    const headers = { authorization: `Bearer ${session.token}` };
    return { email, headers, recordId: formatId('record', principalId) };
  });
}

async function buyList(
  house: TestHouse,
  shop: Shop,
  headers: Record<string, string>,
  count: number,
): Promise<Json> {
  const bought = await house.request(
    'POST',
    '/api/gifts',
    {
      placeId: shop.placeId,
      itemId: shop.items[0],
      receivers: Array.from({ length: count }, (_, at) => ({ label: `お客様${at + 1}` })),
      giverName: '縁側商店',
      payment: { method: 'card', token: 'ok' },
      noshi: { occasion: 'お中元', name: '縁側商店' },
    },
    headers,
  );
  expect(bought.status, JSON.stringify(bought.body).slice(0, 300)).toBe(201);
  await transaction(house.db, { actor: 'test' }, async (tx) => {
    const orderId = parseId('order', bought.body.orderId);
    for (const row of await findPaymentsOfOrders(tx, [orderId])) {
      await recordAuthorisation(tx, row.id, { state: 'captured', reference: newId() });
    }
  });
  await house.settle();
  await house.settle();
  return bought.body;
}

type Visit = { readonly token: string; readonly at: number; readonly who: number };

/** Somebody with the link looks at the gift and takes it, with a thank-you when it is hers. */
async function open(house: TestHouse, shop: Shop, { token, at, who }: Visit): Promise<Json> {
  const claimKey = `key-${newId()}`;
  await house.request('POST', '/api/gifts/open', { token });
  const taken = await house.request('POST', '/api/gifts/claim', {
    token,
    claimKey,
    itemId: shop.items[(at + who) % 2],
    fulfilment: 'delivery',
    contact: contactOf(at),
  });
  if (taken.status === 201 && at % 10 === 0) {
    const thanks = { token, claimKey, text: 'ありがとうございます' };
    expect((await house.request('POST', '/api/gifts/thanks', thanks)).status).toBe(200);
  }
  return taken;
}

/** Every GET of the API, as her, with her own ids and those of the receivers' orders. */
async function askEverything(
  house: TestHouse,
  headers: Record<string, string>,
  ids: { readonly giver: string; readonly order: string; readonly taken: readonly string[] },
): Promise<Told[]> {
  const document: Json = JSON.parse(
    readFileSync(join(import.meta.dirname, '../../openapi.json'), 'utf8'),
  );
  const paths = Object.keys(document.paths).filter(
    (path) => document.paths[path].get !== undefined && !path.endsWith('/stream'),
  );
  expect(paths.length).toBeGreaterThan(100);
  const told: Told[] = [];
  for (const path of paths) {
    const orders = path.includes('{orderId}') ? [ids.order, ...ids.taken.slice(0, 5)] : [ids.order];
    for (const orderId of orders) {
      const url = path
        .replace('{orderId}', orderId)
        .replaceAll(/\{(recordId|customerId)\}/g, ids.giver)
        .replaceAll(/\{\w+\}/g, orderId);
      const { status, body } = await house.request('GET', url, undefined, headers);
      expect(status, url).toBeLessThan(500);
      told.push({ from: `GET ${url}`, text: asText(body) });
    }
  }
  return told;
}

/** What her links answer: the list she manages, and the gifts' own, with no key and with another. */
async function askByLink(
  house: TestHouse,
  { tokens, manageToken }: { readonly tokens: readonly string[]; readonly manageToken: string },
): Promise<Told[]> {
  const asked: [string, object][] = [
    ['/api/gifts/sent', { manageToken }],
    ...tokens.slice(0, 20).flatMap((token): [string, object][] => [
      ['/api/gifts/open', { token }],
      ['/api/gifts/open', { token, claimKey: `key-${newId()}` }],
      ['/api/gifts/claim', { token, claimKey: `key-${newId()}`, fulfilment: 'delivery' }],
    ]),
  ];
  return Promise.all(
    asked.map(async ([url, body]) => {
      const answer = await house.request('POST', url, body);
      return { from: `POST ${url}`, text: asText(answer.body) };
    }),
  );
}

type Mail = { readonly to: string; readonly subject: string; readonly text: string };

/** Sends what waits and remembers what has come. */
async function readMails(house: TestHouse, mails: Map<string, Mail>): Promise<void> {
  await house.settle();
  await house.settle();
  await deliverDueJob.run(house.db, {});
  const url = '/api/messages/mailbox';
  const { body } = await house.request('GET', url, undefined, await house.as('owner'));
  for (const mail of body.messages) {
    mails.set(mail.messageId, mail);
  }
}

async function rowsOf(house: TestHouse, sql: string): Promise<string> {
  return JSON.stringify((await house.db.pool.query(sql)).rows);
}

function asText(body: Json): string {
  return typeof body === 'string' ? body : JSON.stringify(body);
}
