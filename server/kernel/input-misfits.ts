// Where input does not fit its schema, in words: for the program that sent it (the path and what is wrong there) and in
// one sentence for the person who looks at its screen. What was typed is never repeated.
import type { Language } from './problem.ts';

/** One finding of the validator (TypeBox, in the shape of Ajv's). */
export type Misfit = {
  readonly keyword?: string;
  /** `/lines/0/quantity` */
  readonly instancePath?: string;
  readonly params?: Readonly<Record<string, unknown>>;
  readonly message?: string;
};

type Words = Readonly<Record<Language, string>>;
type Say = (params: Readonly<Record<string, unknown>>) => Words;

const unknown: Say = () => ({ en: 'is not known here', ja: 'ここでは使えない項目です' });
const missing: Say = () => ({ en: 'is missing', ja: '入力が必要です' });
const ofForm: Say = () => ({ en: 'is not written as it should be', ja: '形式が違います' });
const choice: Say = () => ({ en: 'is none of the values there are', ja: '選べる値ではありません' });

/** By the keyword of JSON Schema that says no. */
const says: Readonly<Record<string, Say>> = {
  required: missing,
  type: ({ type }) => ({ en: `must be ${String(type)}`, ja: '値の種類が違います' }),
  format: ofForm,
  pattern: ofForm,
  enum: choice,
  const: choice,
  anyOf: choice,
  oneOf: choice,
  minLength: ({ limit }) =>
    limit === 1
      ? { en: 'must not be empty', ja: '空にできません' }
      : {
          en: `must have at least ${String(limit)} characters`,
          ja: `${String(limit)}文字以上必要です`,
        },
  maxLength: ({ limit }) => ({
    en: `must have at most ${String(limit)} characters`,
    ja: `${String(limit)}文字までです`,
  }),
  minimum: ({ limit }) => ({
    en: `must be at least ${String(limit)}`,
    ja: `${String(limit)}以上です`,
  }),
  maximum: ({ limit }) => ({
    en: `must be at most ${String(limit)}`,
    ja: `${String(limit)}までです`,
  }),
  exclusiveMinimum: ({ limit }) => ({
    en: `must be more than ${String(limit)}`,
    ja: `${String(limit)}より大きい数です`,
  }),
  multipleOf: ({ multipleOf }) => ({
    en: `must be a multiple of ${String(multipleOf)}`,
    ja: `${String(multipleOf)}の倍数です`,
  }),
  minItems: ({ limit }) => ({
    en: `must have at least ${String(limit)} entries`,
    ja: `${String(limit)}件以上必要です`,
  }),
  maxItems: ({ limit }) => ({
    en: `must have at most ${String(limit)} entries`,
    ja: `${String(limit)}件までです`,
  }),
  boolean: unknown,
  additionalProperties: unknown,
};

const namedMax = 3;
const pathLengthMax = 60;

/** Which fields it is: those that are missing, or not known, are named in the parameters. */
function pathsOf({ instancePath = '', params = {} }: Misfit): string[] {
  const children = params['requiredProperties'] ?? params['additionalProperties'];
  return Array.isArray(children)
    ? children.map((child) => `${instancePath}/${String(child)}`)
    : [instancePath];
}

/** `email: 形式が違います、lines.0.quantity: 0以上です`; the first three of them. */
export function describeMisfits(misfits: readonly Misfit[], language: Language): string {
  const said = new Map<string, string>();
  for (const misfit of misfits) {
    // Said of the same field by `additionalProperties` as well.
    if (misfit.keyword !== 'boolean') {
      for (const path of pathsOf(misfit)) {
        // The first finding of a field: those behind it are of what else it might have been.
        said.set(path, said.get(path) ?? messageOf(misfit, language));
      }
    }
  }
  return [...said]
    .slice(0, namedMax)
    .map(([path, why]) => `${path.slice(1, pathLengthMax).replaceAll('/', '.')}: ${why}`)
    .map((each) => each.replace(/^: /, ''))
    .join(language === 'ja' ? '、' : ', ');
}

/** What is wrong there. */
export function messageOf(misfit: Misfit, language: Language): string {
  const say = says[misfit.keyword ?? ''];
  return say?.(misfit.params ?? {})[language] ?? misfit.message ?? 'does not fit';
}
