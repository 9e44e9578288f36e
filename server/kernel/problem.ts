// Refusals and bugs as RFC 9457 problem documents. The one table kind → status is here.
import { type Static, Type } from 'typebox';
import type { Refusal, RefusalKind } from './errors.ts';

const statusOf: Readonly<Record<RefusalKind, number>> = {
  invalid: 400,
  unauthenticated: 401,
  forbidden: 403,
  not_found: 404,
  conflict: 409,
  gone: 410,
  limited: 429,
  unavailable: 503,
};

export const Problem = Type.Object(
  {
    type: Type.String({ description: 'urn:engawa:refusal:<code>' }),
    title: Type.String({ description: 'The code, in the form module.word.' }),
    status: Type.Integer(),
    detail: Type.String({
      description: 'What happened and what to do, in the language asked for.',
    }),
    code: Type.String(),
    fields: Type.Optional(
      Type.Array(Type.Object({ path: Type.String(), message: Type.String() }), {
        description: 'Where the input does not fit, for code kernel.input_invalid.',
      }),
    ),
    details: Type.Optional(Type.Record(Type.String(), Type.Unknown())),
  },
  { $id: 'Problem', description: 'A refusal: an expected no (RFC 9457).' },
);
export type Problem = Static<typeof Problem>;

export type Language = 'ja' | 'en';

/** Japanese unless the caller prefers English. */
export function languageOf(acceptLanguage: string | undefined): Language {
  const first = (acceptLanguage ?? '')
    .split(',')
    .map((part) => part.trim().toLowerCase())
    .find((part) => part.startsWith('ja') || part.startsWith('en'));
  return first?.startsWith('en') === true ? 'en' : 'ja';
}

/** A refusal as the public sees it. */
export function problemOf(refusal: Refusal, language: Language): Problem {
  const { kind, code, details } = refusal;
  return {
    type: `urn:engawa:refusal:${code}`,
    title: code,
    status: statusOf[kind],
    detail: refusal[language],
    code,
    ...(Object.keys(details).length === 0 ? {} : { details: { ...details } }),
  };
}

/** The one sentence for a bug; its cause is in the server's own log under the same request id. */
export function problemOfBug(requestId: string, language: Language): Problem {
  return {
    type: 'urn:engawa:refusal:kernel.bug',
    title: 'kernel.bug',
    status: 500,
    detail:
      language === 'ja'
        ? `思わぬ不具合が起きました。何も変更されていません。続く場合はこの番号をお知らせください: ${requestId}`
        : `Something went wrong on our side and nothing was changed. If it happens again, tell us this number: ${requestId}`,
    code: 'kernel.bug',
  };
}
