// When it happened. A sender's clock may be wrong by hours or years; what it says of its own sending tells by how
// much (Segment, "Timestamps": timestamp = receivedAt − (sentAt − originalTimestamp)). Pure.

const earliestMs = Date.UTC(2000, 0, 1);

/** RFC 3339 in its usual forms, or milliseconds; undefined when it is no time. */
export function readTime(value: unknown): number | undefined {
  if (typeof value !== 'string' || value.length < 10 || value.length > 40) {
    return undefined;
  }
  const ms = Date.parse(value);
  return Number.isNaN(ms) ? undefined : ms;
}

/**
 * The sender's clock set right by how far off it was when it sent. Nothing happens in the future: what would,
 * happened when it came. Undefined: it cannot be true (before 2000).
 */
export function setRight(
  times: { readonly original: number | undefined; readonly sent: number | undefined },
  receivedMs: number,
): number | undefined {
  const { original, sent } = times;
  if (original === undefined) {
    return receivedMs;
  }
  const ms = sent === undefined ? original : receivedMs - (sent - original);
  if (ms < earliestMs) {
    return undefined;
  }
  return Math.min(ms, receivedMs);
}
