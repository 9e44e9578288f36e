// A points master on a socket, for tests: it keeps members' balances and how orders and postings stand by its own small books, and
// answers well, late, not at all before or after it acted, twice, or with a no.
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

export type Mood = 'well' | 'late' | 'deaf' | 'mute' | 'broken' | 'unwilling';

type Standing = { version: number; state: string; spent: number; earned: number };

export type FakeMaster = {
  readonly url: string;
  readonly orders: Map<string, Standing>;
  /** What was given or taken beside orders. */
  readonly postings: Map<string, Standing & { readonly memberId: string }>;
  readonly balances: Map<string, number>;
  /** How it is at the next call; well when there is none. */
  readonly moods: Mood[];
  /** Calls that it took in. */
  readonly calls: () => number;
  close(): Promise<void>;
};

const effectOf = ({ state, spent, earned }: Standing) =>
  state === 'released' ? 0 : (state === 'settled' ? earned : 0) - spent;

export async function openFakeMaster({ lateMs }: { readonly lateMs: number }): Promise<FakeMaster> {
  const orders = new Map<string, Standing>();
  const postings: FakeMaster['postings'] = new Map();
  const balances = new Map<string, number>();
  const moods: Mood[] = [];
  let calls = 0;
  const take = (path: string, call: Standing & { memberId: string }) => {
    const [subjectId = '', kind] = path.split('/').toReversed();
    const known = (kind === 'orders' ? orders : postings).get(subjectId) ?? {
      version: 0,
      state: 'released',
      spent: 0,
      earned: 0,
    };
    const balance = balances.get(call.memberId) ?? 0;
    if (call.version <= known.version) {
      return { status: 200, body: { state: known.state, balance } };
    }
    const next = balance - effectOf(known) + effectOf(call);
    if (call.state === 'held' && next < 0) {
      return { status: 409, body: { reason: 'ポイントが足りません' } };
    }
    const { version, state, spent, earned } = call;
    const standing = { version, state, spent, earned };
    if (kind === 'orders') {
      orders.set(subjectId, standing);
    } else {
      postings.set(subjectId, { ...standing, memberId: call.memberId });
    }
    balances.set(call.memberId, next);
    return { status: 200, body: { state, balance: next } };
  };
  const server = createServer((request, response) => {
    let text = '';
    request.on('data', (part: Buffer) => {
      text += part.toString();
    });
    request.on('end', () => {
      calls += 1;
      const mood = moods.shift() ?? 'well';
      if (mood === 'deaf') {
        request.socket.destroy();
        return;
      }
      const call = JSON.parse(text) as Standing & { memberId: string };
      if (mood === 'unwilling') {
        response.writeHead(422, { 'content-type': 'application/json' });
        response.end(JSON.stringify({ reason: '受け付けられません' }));
        return;
      }
      const { status, body } = take(request.url ?? '', call);
      if (mood === 'mute') {
        request.socket.destroy();
        return;
      }
      setTimeout(
        () => {
          response.writeHead(mood === 'broken' ? 503 : status, {
            'content-type': 'application/json',
          });
          response.end(JSON.stringify(body));
        },
        mood === 'late' ? lateMs : 0,
      );
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    orders,
    postings,
    balances,
    moods,
    calls: () => calls,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
