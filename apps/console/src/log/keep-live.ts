// When the log is followed: while somebody may be looking. A browser gives a server six connections for all
// its tabs together, and a stream holds one, so a tab out of sight lets go after a while and catches up when
// it is seen again.
import type { LiveLog } from './live-log.ts';

const restAfterMs = 60_000;

/** Follows the log while the page is in sight; answers how to end. */
export function keepLive(log: LiveLog, page: Document): () => void {
  let end: (() => void) | undefined = log.start();
  let resting: ReturnType<typeof setTimeout> | undefined;
  const rest = () => {
    end?.();
    end = undefined;
  };
  const look = () => {
    clearTimeout(resting);
    if (page.visibilityState === 'hidden') {
      resting = setTimeout(rest, restAfterMs);
    } else {
      end ??= log.start();
    }
  };
  page.addEventListener('visibilitychange', look);
  return () => {
    page.removeEventListener('visibilitychange', look);
    clearTimeout(resting);
    rest();
  };
}
