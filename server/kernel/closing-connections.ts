// What a server that closes does with its connections. Node ends the idle ones once, in the moment closing begins; one
// that carried a request just then would be kept for the next request, which held a closing server back for 72 s.
import type { Server } from 'node:http';

const lookEveryMs = 100;
/** Longest that a request in progress may hold back the end. */
const finishMsMax = 30_000;

/** To be called when the server begins to close: ends each connection with its answer, all of them after half a minute. */
export function endConnections(server: Server): void {
  const idle = setInterval(() => server.closeIdleConnections(), lookEveryMs);
  const all = setTimeout(() => server.closeAllConnections(), finishMsMax);
  server.once('close', () => {
    clearInterval(idle);
    clearTimeout(all);
  });
}
