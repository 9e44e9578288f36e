// How it stands with a ticket, by the clock of the house: said in words, which its colour only repeats.

type Timed = {
  readonly state: string;
  readonly startAt: string;
  readonly promisedAt: string;
};

export type Lateness =
  | { readonly kind: 'late'; readonly minutes: number }
  | { readonly kind: 'soon'; readonly minutes: number }
  | { readonly kind: 'now' }
  | { readonly kind: 'later' }
  | { readonly kind: 'ready' };

/** From so many minutes before the promised time it is pressing. */
const soonMs = 2 * 60_000;

export function latenessOf(ticket: Timed, nowMs: number): Lateness {
  if (ticket.state === 'ready') {
    return { kind: 'ready' };
  }
  const leftMs = Date.parse(ticket.promisedAt) - nowMs;
  if (leftMs < 0) {
    return { kind: 'late', minutes: Math.ceil(-leftMs / 60_000) };
  }
  if (leftMs <= soonMs) {
    return { kind: 'soon', minutes: Math.ceil(leftMs / 60_000) };
  }
  return { kind: Date.parse(ticket.startAt) > nowMs ? 'later' : 'now' };
}
