/**
 * Makes a question that is asked again and again safe to ask at any time: one after the other, so that an older answer never
 * comes over a newer one, and once more when it was asked for while an answer was awaited. A question that fails is left to
 * the next time.
 */
export function askInTurn(ask: () => Promise<unknown>): () => Promise<void> {
  let isAsking = false;
  let isStale = false;
  return async () => {
    isStale = true;
    if (isAsking) {
      return;
    }
    isAsking = true;
    while (isStale) {
      isStale = false;
      await ask().catch(() => undefined);
    }
    isAsking = false;
  };
}
