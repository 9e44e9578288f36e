// How long something may take at most. A machine that is busy with other things, or whose disk is, must not turn an
// ordinary run red: there it has ten times as long, which still finds what waits for a time-out instead of working.
// `ENGAWA_PROOF=full npm test` asks for the figure itself.

/** Milliseconds that a test may ask for, of the figure that is promised. */
export function withRoom(promisedMs: number): number {
  return process.env.ENGAWA_PROOF === 'full' ? promisedMs : promisedMs * 10;
}
