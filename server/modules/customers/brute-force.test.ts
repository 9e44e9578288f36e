// Whoever tries a thousand times to get in is locked out, told so politely, and learns nothing of who has an account:
// neither from the words nor from the time that an answer takes.
import { createHash } from 'node:crypto';
import { createApp } from '#kernel/http';
import { describeApi } from '#kernel/openapi';
import { expect, inStillHouse, openTestHouse, type TestHouse, test } from '#testing';
import { createCustomersModule } from './module.ts';

type Problem = {
  code: string;
  detail: string;
  details?: { ticket: string; bits: number; seconds: number };
};

async function openDoor(house: TestHouse) {
  const codes = new Map<string, string>();
  const app = await createApp(house.config, house.db, house.db.log);
  await describeApi(app);
  const module = createCustomersModule({
    codeSender: {
      send: (_tx, { address, code }) => {
        codes.set(address, code);
        return Promise.resolve();
      },
    },
  });
  await module.routes?.(app, house);
  const post = async (path: string, payload: object, network: string, proof?: string) => {
    const startedAt = performance.now();
    const answer = await app.inject({
      method: 'POST',
      url: `/api/customers/sign-in/${path}`,
      payload,
      remoteAddress: network,
      headers: proof === undefined ? {} : { 'engawa-proof': proof },
    });
    const ms = performance.now() - startedAt;
    return { status: answer.statusCode, body: answer.json<Problem>(), ms };
  };
  return { codes, post };
}

const network = (n: number) => `10.${n >> 16}.${(n >> 8) & 255}.${n & 255}`;
const wrongCode = (right: string | undefined) => (right === '000000' ? '111111' : '000000');

test('1,000 sign-in attempts at one account from 1,000 networks: five are looked at, the rest is told politely to wait', () =>
  inStillHouse(async (house) => {
    const door = await openDoor(house);
    const email = 'brute@example.jp';
    await door.post('start', { email }, network(0));
    const code = wrongCode(door.codes.get(email));
    const answers: Awaited<ReturnType<typeof door.post>>[] = [];
    for (let n = 1; n <= 1000; n += 1) {
      answers.push(await door.post('finish', { email, code }, network(n)));
    }
    expect(answers.filter(({ status }) => status === 401).length).toBeLessThanOrEqual(5);
    const locked = answers.filter(({ status }) => status === 429);
    expect(locked.length).toBeGreaterThanOrEqual(995);
    for (const { body } of locked) {
      expect(body.code).toBe('kernel.locked_out');
      expect(body.detail).toMatch(/^入力の誤りが続いたため、\d+秒後にもう一度お試しください。$/);
    }
    const right = { email, code: door.codes.get(email) };
    expect((await door.post('finish', right, network(2000))).status).toBe(429);
  }));

test('1,000 sign-in attempts from one network at many accounts: after twenty each costs work, honest ones go on', () =>
  inStillHouse(async (house) => {
    const door = await openDoor(house);
    const from = '203.0.113.9';
    const seen = new Map<string, number>();
    for (let n = 0; n < 1000; n += 1) {
      const { status, body } = await door.post('start', { email: `list${n}@example.jp` }, from);
      const key = `${status} ${status === 429 ? body.code : ''}`.trim();
      seen.set(key, (seen.get(key) ?? 0) + 1);
    }
    expect(seen).toEqual(
      new Map([
        ['202', 20],
        ['429 customers.proof_needed', 980],
      ]),
    );
    const email = 'honest@example.jp';
    const asked = await door.post('start', { email }, from);
    const { ticket = '', bits = 0 } = asked.body.details ?? {};
    expect((await door.post('start', { email }, from, `${ticket}:0`)).status).toBe(429);
    const proof = solve(ticket, bits);
    expect((await door.post('start', { email }, '203.0.113.77', proof)).status).toBe(202);
    expect((await door.post('start', { email }, from, proof)).status).toBe(202);
    expect((await door.post('start', { email }, from, proof)).body.code).toBe(
      'customers.proof_needed',
    );
  }));

/** As a browser does it. */
function solve(ticket: string, bits: number): string {
  for (let nonce = 0; ; nonce += 1) {
    const proof = `${ticket}:${nonce}`;
    const [first = 0, second = 0, third = 0] = createHash('sha256').update(proof).digest();
    if (((first << 16) | (second << 8) | third) >>> (24 - bits) === 0) {
      return proof;
    }
  }
}

test('known and unknown addresses get equal answers in equal time', async () => {
  const house = await openTestHouse();
  try {
    const door = await openDoor(house);
    const rounds = 120;
    for (let n = 0; n < rounds; n += 1) {
      const email = `known${n}@example.jp`;
      await door.post('start', { email }, network(n));
      const code = door.codes.get(email);
      expect((await door.post('finish', { email, code }, network(n))).status).toBe(200);
    }
    const times = { known: [] as number[], unknown: [] as number[] };
    const said = { known: new Set<string>(), unknown: new Set<string>() };
    for (let n = 0; n < rounds; n += 1) {
      // Taken in turns, so that a busy machine slows both alike.
      for (const who of n % 2 === 0
        ? (['known', 'unknown'] as const)
        : (['unknown', 'known'] as const)) {
        const email = `${who}${n}@example.jp`;
        const started = await door.post('start', { email }, network(5000 + n));
        const code = wrongCode(door.codes.get(email));
        const refused = await door.post('finish', { email, code }, network(5000 + n));
        times[who].push(started.ms + refused.ms);
        said[who].add(JSON.stringify([started.status, started.body, refused.status, refused.body]));
      }
    }
    expect(said.known.size).toBe(1);
    expect(said.known).toEqual(said.unknown);
    const ratio = middle(times.known) / middle(times.unknown);
    expect(ratio).toBeGreaterThan(0.8);
    expect(ratio).toBeLessThan(1.25);
  } finally {
    await house.drop();
  }
});

function middle(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
}
