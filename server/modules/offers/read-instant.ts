/** A moment as the API has it; nothing stays nothing. */
export function readInstant(text: string | null | undefined): Temporal.Instant | null {
  return text === null || text === undefined ? null : Temporal.Instant.from(text);
}
