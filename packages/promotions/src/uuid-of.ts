import { type IdKind, tryParseId } from '@engawa/shapes';

/** The uuid of a typed id of a rule; rules were checked when they were written. */
export function uuidOf(kind: IdKind, id: string): string {
  return tryParseId(kind, id) ?? id;
}
