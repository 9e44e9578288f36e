import type { Ask, Deed } from './ask.ts';

/** What the buyer did of one kind within so many days; nothing where nobody is known. */
export function deedsOf(ask: Ask, what: Deed['what'], days: number): Deed[] {
  const since = ask.now.epochMilliseconds - days * 86_400_000;
  return (ask.buyer.deeds ?? []).filter(
    (deed) => deed.what === what && deed.at.epochMilliseconds >= since,
  );
}
