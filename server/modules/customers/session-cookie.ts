// How a session reaches the browser: a cookie that scripts cannot read, and a token for apps.
import type { FastifyReply, FastifyRequest } from 'fastify';
import { aboutBrowser } from '#kernel/browser-words';
import { cookieNames } from '#kernel/http';
import { formatId } from '#kernel/ids';
import type { SessionAbout } from '#kernel/sessions';
import type { SignedIn } from './open-account.ts';

/** What a sign-in needs to know of the browser: its kind, and the session that it had before. */
export function browserOf(request: FastifyRequest): {
  readonly about: SessionAbout;
  readonly replaces: string | undefined;
} {
  return {
    about: aboutBrowser(request.headers['user-agent']),
    replaces: request.cookies[cookieNames.customer],
  };
}

/** Sets the cookie and answers what the API says of a session that was opened. */
export function answerSignedIn(
  request: FastifyRequest,
  reply: FastifyReply,
  { recordId, token, expiresAt, isNew }: SignedIn,
) {
  setSessionCookie(request, reply, token, new Date(expiresAt.epochMilliseconds));
  return {
    recordId: formatId('record', recordId),
    token,
    expiresAt: expiresAt.toString(),
    isNew,
  };
}

export function clearSessionCookie(request: FastifyRequest, reply: FastifyReply): void {
  setSessionCookie(request, reply, '', new Date(0));
}

function setSessionCookie(
  request: FastifyRequest,
  reply: FastifyReply,
  token: string,
  expires: Date,
): void {
  reply.setCookie(cookieNames.customer, token, {
    path: '/',
    httpOnly: true,
    sameSite: 'lax',
    secure: request.protocol === 'https',
    expires,
  });
}
