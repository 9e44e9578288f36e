// Follows the log over server-sent events. The browser resumes by itself after a short break, but how long it
// tries differs between browsers, and it stops for good when the server answers with an error. So every break
// is ours to mend: close, wait at most a second, open again after the last cursor seen.
import type { LoggedEvent } from './shapes.ts';

export type Following = 'connecting' | 'open' | 'retrying';

export type FollowOptions = {
  /** The cursor to begin after. */
  readonly after: string;
  /** Event types to hear; all when left out. */
  readonly types?: readonly string[];
  readonly onState: (state: Following) => void;
  readonly onMoments: (events: readonly LoggedEvent[]) => void;
  /** The log is another one now (a restore): read everything anew. */
  readonly onReset: () => void;
  readonly open?: (url: string) => EventSource;
};

const firstDelayMs = 100;
const delayMsMax = 1000;
/** The server beats every 15 s; after this silence the line is dead, though nothing has said so. */
const silenceMsMax = 40_000;
/** Moments that arrive together are drawn together. */
const gatherMs = 60;

/** Begins to follow; answers how to stop. */
export function followLog(options: FollowOptions): () => void {
  const { onState, onMoments, onReset } = options;
  const open = options.open ?? ((url) => new EventSource(url));
  let cursor = options.after;
  let delayMs = firstDelayMs;
  let source: EventSource | undefined;
  let gathered: LoggedEvent[] = [];
  let gathering: ReturnType<typeof setTimeout> | undefined;
  let waiting: ReturnType<typeof setTimeout> | undefined;
  let silence: ReturnType<typeof setTimeout> | undefined;
  let isStopped = false;

  const heard = (event: MessageEvent) => {
    if (event.lastEventId !== '') {
      cursor = event.lastEventId;
    }
    delayMs = firstDelayMs;
    clearTimeout(silence);
    silence = setTimeout(reopen, silenceMsMax);
  };
  const deliver = () => {
    gathering = undefined;
    const events = gathered;
    gathered = [];
    onMoments(events);
  };
  const connect = () => {
    const types = options.types === undefined ? '' : `&types=${options.types.join(',')}`;
    source = open(`/api/log/stream?after=${encodeURIComponent(cursor)}${types}`);
    source.addEventListener('ready', (event) => {
      heard(event);
      onState('open');
    });
    source.addEventListener('beat', heard);
    source.addEventListener('moment', (event: MessageEvent<string>) => {
      heard(event);
      gathered.push(JSON.parse(event.data) as LoggedEvent);
      gathering ??= setTimeout(deliver, gatherMs);
    });
    source.addEventListener('reset', () => {
      stop();
      onReset();
    });
    source.addEventListener('error', reopen);
  };
  const reopen = () => {
    if (isStopped) {
      return;
    }
    source?.close();
    clearTimeout(silence);
    clearTimeout(waiting);
    onState('retrying');
    waiting = setTimeout(connect, delayMs);
    delayMs = Math.min(delayMs * 2, delayMsMax);
  };
  const stop = () => {
    isStopped = true;
    source?.close();
    for (const timer of [gathering, waiting, silence]) {
      clearTimeout(timer);
    }
  };

  onState('connecting');
  connect();
  return stop;
}
