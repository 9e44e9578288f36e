// Server-sent events: the log on every screen, resumable. The id of each message is a cursor; a browser sends
// it back as Last-Event-ID after any break, so nothing is missed and nothing comes twice. A reader that is
// too slow is cut off and resumes from its cursor. See docs/decisions/0006-the-log.md.
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { LoggedEvent } from './events.ts';
import { formatCursor, type Log, parseCursor } from './log.ts';

export type StreamOptions = {
  /** Which events this reader may see; the others move its cursor only. */
  readonly wants: (event: LoggedEvent) => boolean;
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
  raw.writeHead(200, {
    'content-type': 'text/event-stream; charset=utf-8',
    'cache-control': 'no-store',
    'x-accel-buffering': 'no',
    connection: 'keep-alive',
  });
  let position = from;
  const cursorLine = () => `id: ${formatCursor({ epoch: log.epoch, position })}\n`;
  raw.write(`retry: 500\n${cursorLine()}event: ${isForeign ? 'reset' : 'ready'}\ndata: {}\n\n`);

  const end = () => {
    clearInterval(heartbeat);
    unsubscribe();
    open.delete(end);
    raw.end();
  };
  const send = (text: string) => {
    raw.write(text);
    if (raw.writableLength > bufferBytesMax) {
      raw.destroy();
    }
  };
  const unsubscribe = log.subscribe(
    from,
    (events) => {
      let text = '';
      for (const event of events) {
        position = event.position;
        if (options.wants(event)) {
          text +=
            options.tell === undefined ? messageOf(event) : format(event, options.tell(event));
        }
      }
      if (text !== '') {
        send(text);
      }
    },
    end,
  );
  const heartbeat = setInterval(
    () => send(`${cursorLine()}event: beat\ndata: {}\n\n`),
    heartbeatMs,
  );
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
