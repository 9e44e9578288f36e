// A thousand screens on plain sockets, so that the clients cost little beside what is measured. Each keeps the numbers
// of the events it got, the positions they had, and when they came.
import { connect, type Socket } from 'node:net';
import type { Told } from './propagation.bench.ts';

export type Screens = {
  received(): number;
  /** Drops what came so far (the warm-up). */
  forget(): void;
  compare(told: readonly Told[]): {
    readonly latenciesUs: readonly number[];
    readonly sinceSendUs: readonly number[];
    readonly missed: number;
    readonly twice: number;
    readonly disordered: number;
  };
  close(): void;
};

type Client = {
  /** Undefined: it sees all. */
  readonly subscriber: number | undefined;
  readonly socket: Socket;
  rest: string;
  position: number;
  disordered: number;
  numbers: number[];
  atUs: number[];
};

/** Opens the streams, in turn at each server, and waits until every one is ready. */
export async function openClients(
  servers: readonly { readonly origin: string; readonly token: string }[],
  counts: { readonly subscribers: number; readonly screens: number },
): Promise<Screens> {
  const wanted = [
    ...Array.from({ length: counts.subscribers }, (_, index) => index),
    ...Array.from({ length: counts.screens }, () => undefined),
  ];
  const clients: Client[] = [];
  for (let start = 0; start < wanted.length; start += 50) {
    const opened = wanted.slice(start, start + 50).map((subscriber, index) => {
      const server = servers[(start + index) % servers.length];
      if (server === undefined) {
        throw new Error('there is no server');
      }
      return openClient(server, subscriber);
    });
    clients.push(...(await Promise.all(opened)));
  }
  return {
    received: () => clients.reduce((sum, client) => sum + client.numbers.length, 0),
    forget: () => {
      for (const client of clients) {
        client.numbers = [];
        client.atUs = [];
      }
    },
    compare: (told) => compare(clients, told, counts.subscribers),
    close: () => {
      for (const { socket } of clients) {
        socket.destroy();
      }
    },
  };
}

function openClient(
  { origin, token }: { readonly origin: string; readonly token: string },
  subscriber: number | undefined,
): Promise<Client> {
  const { hostname, port } = new URL(origin);
  const socket = connect({ host: hostname, port: Number(port) });
  const client: Client = {
    subscriber,
    socket,
    rest: '',
    position: 0,
    disordered: 0,
    numbers: [],
    atUs: [],
  };
  const query = subscriber === undefined ? 'types=bench.told' : `subject=sub_${subscriber}`;
  socket.setEncoding('latin1');
  socket.write(
    `GET /api/log/stream?${query} HTTP/1.1\r\nhost: bench\r\nauthorization: Bearer ${token}\r\n\r\n`,
  );
  return new Promise((resolve, reject) => {
    socket.once('error', reject);
    socket.on('data', (chunk: unknown) => {
      const atUs = Number(process.hrtime.bigint() / 1000n);
      if (read(client, String(chunk), atUs)) {
        resolve(client);
      }
    });
  });
}

/** Takes the messages in a chunk; answers whether the stream said that it is ready. */
function read(client: Client, chunk: string, atUs: number): boolean {
  const text = client.rest + chunk;
  const end = text.lastIndexOf('\n\n');
  client.rest = end < 0 ? text : text.slice(end);
  let isReady = false;
  for (const message of end < 0 ? [] : text.slice(0, end).split('\n\n')) {
    isReady ||= message.includes('event: ready');
    const number = /"data":\{"n":\s*(\d+)\}/.exec(message);
    const position = Number(/id: \d+-(\d+)/.exec(message)?.[1] ?? 0);
    if (number !== null) {
      client.disordered += position > client.position ? 0 : 1;
      client.position = position;
      client.numbers.push(Number(number[1]));
      client.atUs.push(atUs);
    }
  }
  return isReady;
}

function compare(clients: readonly Client[], told: readonly Told[], subscribers: number) {
  const byNumber = new Map(told.map((each) => [each.n, each]));
  const latenciesUs: number[] = [];
  const sinceSendUs: number[] = [];
  let missed = 0;
  let twice = 0;
  for (const client of clients) {
    const own = new Set<number>();
    client.numbers.forEach((n, index) => {
      const each = byNumber.get(n);
      if (own.has(n) || each === undefined) {
        twice += 1;
        return;
      }
      own.add(n);
      latenciesUs.push(Math.max(0, (client.atUs[index] ?? 0) - each.committedUs));
      sinceSendUs.push((client.atUs[index] ?? 0) - each.sentUs);
    });
    const { subscriber } = client;
    const due =
      subscriber === undefined
        ? told.length
        : told.filter(({ n }) => n % subscribers === subscriber).length;
    missed += due - own.size;
  }
  return {
    latenciesUs: latenciesUs.toSorted((a, b) => a - b),
    sinceSendUs: sinceSendUs.toSorted((a, b) => a - b),
    missed,
    twice,
    disordered: clients.reduce((sum, client) => sum + client.disordered, 0),
  };
}
