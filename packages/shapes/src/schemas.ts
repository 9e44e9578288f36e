// Shapes that rules and the API share.
import { Type } from 'typebox';
import { type IdKind, idPattern, idPrefixes } from './ids.ts';

/** A typed id in the API: `ord_01jd…`. */
export function Id(kind: IdKind) {
  return Type.String({
    pattern: idPattern(kind),
    description: `${kind} id, ${idPrefixes[kind]}_…`,
  });
}

export const Currency = Type.String({ pattern: '^[A-Z]{3}$', description: 'ISO 4217.' });

/** Text that people entered: no control characters, bounded. */
export function Text(lengthMax: number, lengthMin = 1) {
  return Type.String({
    minLength: lengthMin,
    maxLength: lengthMax,
    pattern: '^[^\\u0000-\\u0008\\u000b\\u000c\\u000e-\\u001f\\u007f]*$',
  });
}
