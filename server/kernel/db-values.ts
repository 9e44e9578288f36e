// Parameters on their way to Postgres. The driver would write Temporal values as JSON text with quotes.

/** Temporal values and arrays of them become text; everything else goes as it is. */
export function toParameters(parameters: readonly unknown[]): unknown[] {
  return parameters.map(toParameter);
}

function toParameter(value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Buffer.isBuffer(value)) {
    return value;
  }
  if (Array.isArray(value)) {
    return value.some(isTemporal) ? value.map(toParameter) : value;
  }
  return isTemporal(value) ? value.toString() : value;
}

function isTemporal(
  value: unknown,
): value is Temporal.Instant | Temporal.PlainDate | Temporal.PlainTime {
  return (
    value instanceof Temporal.Instant ||
    value instanceof Temporal.PlainDate ||
    value instanceof Temporal.PlainTime
  );
}
