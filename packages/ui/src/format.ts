// Counts, hours and distances; money and moments have files of their own.

/** `formatCount(12345.5)` → `12,345.5`. */
export function formatCount(count: number): string {
  return new Intl.NumberFormat('en', { maximumFractionDigits: 3 }).format(count);
}

/** Minutes from midnight: 1500 is `25:00`, as late shops write it. */
export function formatMinute(minute: number): string {
  return `${Math.floor(minute / 60)}:${String(minute % 60).padStart(2, '0')}`;
}

/** `420m`, `3.2km`, `128km`. */
export function formatDistance(metres: number): string {
  if (metres < 1000) {
    return `${Math.max(10, Math.round(metres / 10) * 10)}m`;
  }
  const km = metres / 1000;
  return km < 10 ? `${km.toFixed(1)}km` : `${formatCount(Math.round(km))}km`;
}
