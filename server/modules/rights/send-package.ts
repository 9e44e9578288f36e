// How a package leaves: as JSON to save, or as a page that runs nothing and loads nothing.
import { createHash } from 'node:crypto';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { languageOf } from '#kernel/problem';
import type { Package } from './package.ts';
import { packageStyle, renderPackage } from './render-package.ts';

const styleHash = createHash('sha256').update(packageStyle).digest('base64');

/** The readable form, in the language of `?language=` or of the browser. */
export function sendReadable(
  request: FastifyRequest,
  reply: FastifyReply,
  disclosed: Package,
  wanted: 'ja' | 'en' | undefined,
): FastifyReply {
  const language = wanted ?? languageOf(request.headers['accept-language']);
  return reply
    .header('cache-control', 'no-store')
    .header(
      'content-security-policy',
      `default-src 'none'; img-src data:; style-src 'sha256-${styleHash}'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`,
    )
    .type('text/html; charset=utf-8')
    .send(renderPackage(disclosed, language));
}

/** Names the machine-readable form for saving, and keeps caches away from it. */
export function asDownload(reply: FastifyReply, name: string): void {
  reply
    .header('cache-control', 'no-store')
    .header('content-disposition', `attachment; filename="${name}"`);
}
