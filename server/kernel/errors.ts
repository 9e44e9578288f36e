// Refusals: the expected noes. A refusal has a code, one of eight kinds and a sentence for the public in
// both languages; everything else that is thrown is a bug. Errors know nothing of HTTP: the one table that
// maps kind → status is in problem.ts.
import { fillSentence } from '@engawa/shapes';

export type RefusalKind =
  | 'invalid'
  | 'unauthenticated'
  | 'forbidden'
  | 'not_found'
  | 'conflict'
  | 'gone'
  | 'limited'
  | 'unavailable';

export type RefusalDetails = Readonly<Record<string, string | number | boolean | null>>;

export type RefusalSpec = {
  readonly code: string;
  readonly kind: RefusalKind;
  /** What happened and what to do, `{name}` is filled from the details. */
  readonly en: string;
  readonly ja: string;
};

export class Refusal extends Error {
  readonly code: string;
  readonly kind: RefusalKind;
  readonly en: string;
  readonly ja: string;
  readonly details: RefusalDetails;

  constructor(spec: RefusalSpec, details: RefusalDetails = {}) {
    const en = fillSentence(spec.en, details);
    super(`${spec.code}: ${en}`);
    this.name = 'Refusal';
    this.code = spec.code;
    this.kind = spec.kind;
    this.en = en;
    this.ja = fillSentence(spec.ja, details);
    this.details = details;
  }
}

type RefusalSpecs = Readonly<Record<string, Omit<RefusalSpec, 'code'>>>;
type RefusalMakers<Specs> = {
  readonly [Name in keyof Specs]: (details?: RefusalDetails) => Refusal;
};

const knownCodes = new Map<string, RefusalSpec>();

/**
 * Declares what a module refuses. `defineRefusals('stock', { short: {…} }).short({ available: 3 })` makes a
 * refusal with the code `stock.short`.
 */
export function defineRefusals<const Specs extends RefusalSpecs>(
  module: string,
  specs: Specs,
): RefusalMakers<Specs> {
  const makers: Record<string, (details?: RefusalDetails) => Refusal> = {};
  for (const [name, spec] of Object.entries(specs)) {
    const whole: RefusalSpec = { code: `${module}.${name}`, ...spec };
    knownCodes.set(whole.code, whole);
    makers[name] = (details) => new Refusal(whole, details);
  }
  return makers as RefusalMakers<Specs>;
}

/** Every refusal declared so far, for the API reference. */
export function declaredRefusals(): readonly RefusalSpec[] {
  return [...knownCodes.values()].toSorted((a, b) => (a.code < b.code ? -1 : 1));
}
