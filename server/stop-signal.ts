// Ctrl-C and its like, heard from the first moment of a command: a database that is being started is stopped again
// instead of being left behind. A second Ctrl-C ends the process at once, as the system does by itself.

/** Aborted by the first SIGINT, SIGTERM or SIGHUP from now on. */
export function listenForStop(): AbortSignal {
  const stopping = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.once(signal, () => {
      stopping.abort();
    });
  }
  return stopping.signal;
}

export async function untilStopped(stopping: AbortSignal): Promise<void> {
  await new Promise<void>((resolve) => {
    if (stopping.aborted) {
      resolve();
    }
    stopping.addEventListener('abort', () => {
      resolve();
    });
  });
}
