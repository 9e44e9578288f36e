/**
 * Watches the server and brings it back when it dies while we live. Eight quick tries with growing
 * pauses, then one every 30 s (a full disk is freed by people, not by trying faster).
 */
import { setTimeout as sleep } from 'node:timers/promises';
import type { Postmaster } from './postmaster.ts';
import { isRunning } from './processes.ts';

const watchIntervalMs = 250;
const quickTries = 8;
const slowPauseMs = 30_000;

export type Supervisor = {
  current(): Postmaster;
  /** Ends the watch; a recovery under way is waited for. */
  end(): Promise<void>;
};

export function supervise(options: {
  postmaster: Postmaster;
  /** Starts a server at the same port, or takes over one that another process started. */
  restart: (isStopping: () => boolean) => Promise<Postmaster | undefined>;
  /** Now and then; for the log's rotation. */
  housekeep: () => void;
  report: (message: string) => void;
}): Supervisor {
  const stopping = new AbortController();
  let postmaster = options.postmaster;
  let recovery: Promise<void> | undefined;
  let deaths: number[] = [];
  let rounds = 0;

  const check = () => {
    if (stopping.signal.aborted || recovery !== undefined || isRunning(postmaster.identity)) return;
    recovery = recover().finally(() => {
      recovery = undefined;
    });
  };
  const listen = () => postmaster.child?.once('exit', check);

  const recover = async () => {
    options.report('The database ended unexpectedly; starting it again …');
    const now = performance.now();
    deaths = [...deaths.filter((at) => now - at < 60_000), now];
    // Something that dies at once every time must not keep the machine busy.
    if (deaths.length > 5) await pause(2000);
    for (let attempt = 1; !stopping.signal.aborted; attempt += 1) {
      try {
        postmaster = (await options.restart(() => stopping.signal.aborted)) ?? postmaster;
        listen();
        options.report('The database runs again.');
        return;
      } catch (error) {
        const reason = error instanceof Error ? error.message : String(error);
        if (attempt === 1 || attempt === quickTries) {
          options.report(`The database could not be started again. ${reason}`);
        }
        await pause(attempt < quickTries ? 50 * 2 ** attempt : slowPauseMs);
      }
    }
  };
  const pause = (ms: number) =>
    sleep(ms, undefined, { signal: stopping.signal, ref: false }).catch(() => undefined);

  const timer = setInterval(() => {
    check();
    rounds += 1;
    if (rounds % 2400 === 0) options.housekeep();
  }, watchIntervalMs).unref();
  listen();

  return {
    current: () => postmaster,
    end: async () => {
      clearInterval(timer);
      stopping.abort();
      await recovery;
    },
  };
}
