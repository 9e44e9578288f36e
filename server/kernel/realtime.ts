// Server-sent events: the log on every screen, resumable. The id of each message is a cursor; a browser sends
// it back as Last-Event-ID after any break, so nothing is missed and nothing comes twice. A reader that is
// too slow is cut off and resumes from its cursor. See docs/decisions/0006-the-log.md.
//
// One hub a process hears the log and knows by what each reader asks (a subject, a type, everything), so an event
// costs its own readers and not a look at a thousand others; it is written out once, and each reader gets one write
// for all that a look at the log brought.
import type { ServerResponse } from 'node:http';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { LoggedEvent } from './events.ts';
import { formatCursor, type Log, parseCursor } from './log.ts';

export type StreamOptions = {
  /** Only events about this (a typed id); found without asking the other readers. */
  readonly subject?: string;
  /** Only events of these types. */
  readonly types?: ReadonlySet<string>;
  /** Which of them this reader may see; the others move its cursor only. All by default. */
  readonly wants?: (event: LoggedEvent) => boolean;
  /** Where to begin when the request carries no cursor; the head of now by default. */
  readonly from?: number;
  /** What this reader is told of an event instead of the whole of it. */
  readonly tell?: (event: LoggedEvent) => object;
};

const heartbeatMs = 15_000;
const bufferBytesMax = 4 * 1024 * 1024;
const open = new Set<() => void>();
const written = new WeakMap<LoggedEvent, string>();

/** Answers a request with the live log and holds it open until either side ends. */
export function streamLog(
  log: Log,
  request: FastifyRequest,
  reply: FastifyReply,
  options: StreamOptions,
): void {
  const given = cursorOf(request);
  const isForeign =
    given !== undefined && (given.epoch !== log.epoch || given.position > log.head + 1_000_000);
  const from = given === undefined || isForeign ? (options.from ?? log.head) : given.position;
  reply.hijack();
  const { raw } = reply;
  // The stream ends with its connection, so it needs no chunks: a write is one packet instead of three.
  raw.removeHeader('transfer-encoding');
  raw.writeHead(200, {
    'content-type': 'text/event-stream; charset=utf-8',
    'cache-control': 'no-store',
    'x-accel-buffering': 'no',
    connection: 'close',
  });
  const cursor = formatCursor({ epoch: log.epoch, position: from });
  raw.write(`retry: 500\nid: ${cursor}\nevent: ${isForeign ? 'reset' : 'ready'}\ndata: {}\n\n`);

  const hub = hubOf(log);
  const reader: Reader = { raw, options, position: from, text: '' };
  let leave = () => {};
  const end = () => {
    leave();
    open.delete(end);
    raw.end();
  };
  leave = catchUp(log, hub, reader, end);
  open.add(end);
  raw.on('close', end);
}

/** Ends every open stream, so that the server can stop. */
export function endStreams(): void {
  for (const end of Array.from(open)) {
    end();
  }
}

export function openStreams(): number {
  return open.size;
}

type Reader = {
  readonly raw: ServerResponse;
  readonly options: StreamOptions;
  /** Up to here it has seen all that it wants. */
  position: number;
  /** What waits for its one write. */
  text: string;
};

/** Reads on from where the reader stands, and hands it to the hub when it has come to the head. */
function catchUp(log: Log, hub: Hub, reader: Reader, onFailure: () => void): () => void {
  if (reader.position >= log.head) {
    return hub.join(reader);
  }
  let leave = () => {};
  let isAtHead = false;
  const unsubscribe = log.subscribe(
    reader.position,
    (events) => {
      for (const event of events) {
        offer(reader, event);
      }
      flush(reader);
      if (!isAtHead && reader.position >= log.head) {
        isAtHead = true;
        unsubscribe();
        leave = hub.join(reader);
      }
    },
    onFailure,
  );
  return () => {
    unsubscribe();
    leave();
  };
}

type Hub = { join(reader: Reader): () => void };

const hubs = new WeakMap<Log, Hub>();

function hubOf(log: Log): Hub {
  let hub = hubs.get(log);
  if (hub === undefined) {
    hub = openHub(log);
    hubs.set(log, hub);
  }
  return hub;
}

function openHub(log: Log): Hub {
  const readers = new Set<Reader>();
  const bySubject = new Map<string, Set<Reader>>();
  const byType = new Map<string, Set<Reader>>();
  const ofAll = new Set<Reader>();
  let head = log.head;
  let unsubscribe: (() => void) | undefined;
  let heartbeat: NodeJS.Timeout | undefined;

  const deliver = (events: readonly LoggedEvent[]) => {
    const touched = new Set<Reader>();
    for (const event of events) {
      for (const group of [bySubject.get(event.subject), byType.get(event.type), ofAll]) {
        for (const reader of group ?? []) {
          if (offer(reader, event)) {
            touched.add(reader);
          }
        }
      }
    }
    head = events.at(-1)?.position ?? head;
    for (const reader of touched) {
      flush(reader);
    }
  };
  // Who is told nothing for long learns where the log stands, so that she has little to read after a break.
  const beat = () => {
    for (const reader of readers) {
      reader.position = Math.max(reader.position, head);
      const cursor = formatCursor({ epoch: log.epoch, position: reader.position });
      send(reader, `id: ${cursor}\nevent: beat\ndata: {}\n\n`);
    }
  };
  const groupsOf = ({ options }: Reader): Set<Reader>[] => {
    if (options.subject !== undefined) {
      return [groupIn(bySubject, options.subject)];
    }
    return options.types === undefined
      ? [ofAll]
      : [...options.types].map((type) => groupIn(byType, type));
  };
  return {
    join: (reader) => {
      const groups = groupsOf(reader);
      for (const group of groups) {
        group.add(reader);
      }
      readers.add(reader);
      unsubscribe ??= log.subscribe(log.head, deliver);
      heartbeat ??= setInterval(beat, heartbeatMs);
      return () => {
        readers.delete(reader);
        for (const group of groups) {
          group.delete(reader);
        }
        if (reader.options.subject !== undefined && groups[0]?.size === 0) {
          bySubject.delete(reader.options.subject);
        }
        if (readers.size === 0) {
          unsubscribe?.();
          clearInterval(heartbeat);
          unsubscribe = undefined;
          heartbeat = undefined;
        }
      };
    },
  };
}

function groupIn(groups: Map<string, Set<Reader>>, key: string): Set<Reader> {
  let group = groups.get(key);
  if (group === undefined) {
    group = new Set();
    groups.set(key, group);
  }
  return group;
}

/** Puts an event into the reader's next write if it is new to her and she wants it. */
function offer(reader: Reader, event: LoggedEvent): boolean {
  if (event.position <= reader.position) {
    return false;
  }
  reader.position = event.position;
  const { subject, types, wants, tell } = reader.options;
  const isWanted =
    (subject === undefined || subject === event.subject) &&
    (types === undefined || types.has(event.type)) &&
    (wants === undefined || wants(event));
  if (isWanted) {
    reader.text += tell === undefined ? messageOf(event) : format(event, tell(event));
  }
  return isWanted;
}

function flush(reader: Reader): void {
  const { text } = reader;
  if (text !== '') {
    reader.text = '';
    send(reader, text);
  }
}

/** Straight to the socket: without chunks the response has nothing to add, and its bookkeeping cost as much again. */
function send({ raw }: Reader, text: string): void {
  const out = raw.socket ?? raw;
  out.write(text);
  if (out.writableLength > bufferBytesMax) {
    raw.destroy();
  }
}

function cursorOf(request: FastifyRequest) {
  const header = request.headers['last-event-id'];
  const { after } = request.query as { after?: string };
  const text = typeof header === 'string' && header !== '' ? header : after;
  return text === undefined ? undefined : parseCursor(text);
}

function messageOf(event: LoggedEvent): string {
  let text = written.get(event);
  if (text === undefined) {
    text = format(event, event);
    written.set(event, text);
  }
  return text;
}

function format(event: LoggedEvent, told: object): string {
  return `id: ${formatCursor(event)}\nevent: moment\ndata: ${JSON.stringify(told)}\n\n`;
}
