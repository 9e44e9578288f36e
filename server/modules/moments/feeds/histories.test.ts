// Random histories of a feed against a small model: messages come once or often, alone or together, good or not, while
// people agree and take it back, items and schemas come late, and the quarantine is played again. Every message is in
// the end kept once or set aside once, with the person it may have.
import fc from 'fast-check';
import { afterAll, beforeAll, test } from 'vitest';
import { importProducts } from '#catalog';
import { changeConsents, ensureRecords } from '#customers';
import { perform } from '#kernel/batch';
import { newId } from '#kernel/ids';
import { transaction } from '#kernel/transaction';
import { expect, openTestHouse } from '#testing';
import { addCustomSchema } from './custom-schemas.ts';
import { addFeed, admitFeed } from './feeds.ts';
import { createIngest } from './ingest.ts';
import { replayQuarantine } from './quarantine.ts';
import { readSegment } from './read-segment.ts';

const what = ['page', 'item', 'custom', 'broken', 'nobody'] as const;
type Message = { readonly id: number; readonly what: (typeof what)[number]; readonly who: number };
type Step =
  | { readonly do: 'send'; readonly requests: readonly (readonly Message[])[] }
  | { readonly do: 'decide'; readonly who: number; readonly decision: 'given' | 'withdrawn' }
  | { readonly do: 'add_item' | 'add_schema' | 'replay' };

const message = fc.record({
  id: fc.nat({ max: 14 }),
  what: fc.constantFrom(...what),
  who: fc.nat({ max: 1 }),
});
const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 5,
    arbitrary: fc.record({
      do: fc.constant('send' as const),
      requests: fc.array(fc.array(message, { minLength: 1, maxLength: 5 }), {
        minLength: 1,
        maxLength: 3,
      }),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constant('decide' as const),
      who: fc.nat({ max: 1 }),
      decision: fc.constantFrom('given' as const, 'withdrawn' as const),
    }),
  },
  { weight: 2, arbitrary: fc.record({ do: fc.constantFrom('add_item', 'add_schema', 'replay') }) },
);

const histories = { full: 10_000, ordinary: 40 };
const numRuns = process.env.ENGAWA_PROOF === 'full' ? histories.full : histories.ordinary;

let house: Awaited<ReturnType<typeof openTestHouse>>;
beforeAll(async () => {
  house = await openTestHouse();
});
afterAll(() => house.drop());

/** What a message is by what is known now: null is kept, a word is the reason why not. */
function reasonOf(sent: Message, known: ReadonlySet<string>): string | null {
  const reasons = {
    page: null,
    item: known.has('add_item') ? null : 'item_unknown',
    custom: known.has('add_schema') ? null : 'name_unknown',
    broken: 'schema',
    nobody: 'no_person',
  };
  return reasons[sent.what];
}

/** One house, a feed of its own for each history. */
async function runHistory(steps: readonly Step[]): Promise<void> {
  const { db } = house;
  const code = `h-${newId()}`.slice(0, 38);
  const ingest = createIngest();
  const { feed, people } = await transaction(db, {}, async (tx) => {
    const key = await addFeed(tx, { code, name: code, channel: 'web' });
    const made = await ensureRecords(tx, { source: `feed ${code}` }, [
      { key: 'u0' },
      { key: 'u1' },
    ]);
    return {
      feed: await admitFeed(tx, key),
      people: ['u0', 'u1'].map((user) => made.get(user)?.recordId ?? ''),
    };
  });
  const known = new Set<string>();
  const agreed = new Set<number>();
  const kept = new Map<number, string | null>();
  const aside = new Map<number, { readonly sent: Message; readonly reason: string }>();
  const keep = (sent: Message): boolean => {
    const reason = reasonOf(sent, known);
    if (reason !== null) {
      aside.set(sent.id, { sent, reason });
      return false;
    }
    kept.set(sent.id, agreed.has(sent.who) ? (people[sent.who] ?? '') : null);
    return true;
  };
  const bodyOf = ({ id, what: kind, who }: Message) => ({
    messageId: `m${id}`,
    ...(kind === 'nobody' ? {} : { userId: `u${who}` }),
    type: kind === 'page' ? 'page' : 'track',
    event:
      kind === 'custom' ? `Custom ${code}` : kind === 'broken' ? 'Product Added' : 'Product Viewed',
    properties: kind === 'item' ? { sku: code } : { note: 'free text is not kept' },
  });
  for (const each of steps) {
    switch (each.do) {
      case 'send': {
        const receipt = { feedId: feed.id, receivedAtMs: Date.now(), newId };
        const deliveries = each.requests.map((request) => ({
          feed,
          moments: request.map((sent) => readSegment(bodyOf(sent), receipt)),
        }));
        const outcomes = await transaction(db, {}, (tx) => perform(tx, ingest, deliveries));
        const expected = each.requests.map((request) => {
          const taking = { accepted: 0, repeated: 0, quarantined: 0 };
          for (const sent of request) {
            const isRepeated = kept.has(sent.id) || aside.has(sent.id);
            taking[isRepeated ? 'repeated' : keep(sent) ? 'accepted' : 'quarantined'] += 1;
          }
          return { answer: taking };
        });
        expect(outcomes).toEqual(expected);
        break;
      }
      case 'decide': {
        const { who, decision } = each;
        const recordId = people[who] ?? '';
        await transaction(db, {}, (tx) =>
          changeConsents(tx, [{ recordId, purpose: 'analytics', decision, channel: 'web' }]),
        );
        agreed[decision === 'given' ? 'add' : 'delete'](who);
        break;
      }
      case 'add_item':
        known.add('add_item');
        await transaction(db, {}, (tx) =>
          importProducts(tx, { source: code, currency: 'JPY' }, [
            { code, name: code, price: '100' },
          ]),
        );
        break;
      case 'add_schema':
        known.add('add_schema');
        await transaction(db, {}, (tx) =>
          addCustomSchema(tx, { name: `Custom ${code}`, fields: {} }),
        );
        break;
      case 'replay': {
        const replay = await transaction(db, {}, (tx) => replayQuarantine(tx, { feed: code }));
        const waiting = [...aside.values()];
        aside.clear();
        const replayed = waiting.filter(({ sent }) => keep(sent)).length;
        expect(replay).toMatchObject({ replayed, failed: waiting.length - replayed });
        break;
      }
    }
  }
  const { rows } = await transaction(db, {}, (tx) =>
    tx.client.query<{ records: (string | null)[] | null; reasons: string[] | null }>(
      `SELECT (SELECT array_agg(record_id::text) FROM moments.moment WHERE feed_id = $1) AS records,
        (SELECT array_agg(reason) FROM moments.quarantine WHERE feed_id = $1 AND state = 'waiting') AS reasons`,
      [feed.id],
    ),
  );
  const sorted = (words: readonly (string | null)[] | null | undefined) =>
    (words ?? []).map(String).toSorted((a, b) => (a < b ? -1 : 1));
  expect(sorted(rows[0]?.records)).toEqual(sorted([...kept.values()]));
  expect(sorted(rows[0]?.reasons)).toEqual(sorted([...aside.values()].map(({ reason }) => reason)));
}

test(`${numRuns} histories of a feed end as a small model of it`, {
  timeout: 3_600_000,
}, async () => {
  await fc.assert(fc.asyncProperty(fc.array(step, { minLength: 3, maxLength: 14 }), runHistory), {
    numRuns,
  });
});
