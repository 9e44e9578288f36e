type Period = {
  readonly validFrom?: Temporal.Instant | null | undefined;
  readonly validUntil?: Temporal.Instant | null | undefined;
};

/** Whether a period ends before it begins, or as it begins; null and nothing are open. */
export function isBackwards({ validFrom = null, validUntil = null }: Period): boolean {
  return (
    validFrom !== null &&
    validUntil !== null &&
    Temporal.Instant.compare(validUntil, validFrom) <= 0
  );
}
