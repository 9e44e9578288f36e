// A deed over a line that may fail: tried again with the same key, so that an answer that was lost on the way does nothing
// twice.
import { Unreachable } from '@engawa/client';

const triesMax = 3;

/** Answers what `send` answers. Throws what the house says; `Unreachable` when it was not reached three times. */
export async function repeating<Data>(send: (key: string) => Promise<Data>): Promise<Data> {
  const key = crypto.randomUUID();
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await send(key);
    } catch (error) {
      if (attempt >= triesMax || !(error instanceof Unreachable)) {
        throw error;
      }
      await new Promise((resolve) => setTimeout(resolve, 300 * attempt));
    }
  }
}
