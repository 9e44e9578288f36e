// What every answer says to browsers. Pages bring a policy of their own (apps.ts, storefront/serve-shop.ts); whatever
// brings none may load nothing, and a foreign page such as the API reference runs only the scripts it came with.
import { createHash } from 'node:crypto';
import type { FastifyReply, FastifyRequest } from 'fastify';

const always: Readonly<Record<string, string>> = {
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'same-origin',
  'x-frame-options': 'DENY',
  'cross-origin-opener-policy': 'same-origin',
  // The tablet scans, the shop asks where you are when you press the button; nothing else, and nobody else.
  'permissions-policy':
    'camera=(self), geolocation=(self), microphone=(), payment=(), usb=(), publickey-credentials-get=(self)',
};

const nothing = "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

/** Sets what is not set yet. `payload` is what goes out. */
export function setSecurityHeaders(
  request: FastifyRequest,
  reply: FastifyReply,
  payload: unknown,
): void {
  for (const [name, value] of Object.entries(always)) {
    reply.header(name, value);
  }
  if (request.protocol === 'https') {
    reply.header('strict-transport-security', 'max-age=31536000; includeSubDomains');
  }
  if (reply.getHeader('content-security-policy') !== undefined) {
    return;
  }
  const type = String(reply.getHeader('content-type') ?? '');
  if (type.startsWith('text/html') && typeof payload === 'string') {
    reply.header('content-security-policy', policyOfPage(payload));
  } else if (!type.includes('javascript')) {
    // The policy of a worker's script would bind the worker.
    reply.header('content-security-policy', nothing);
  }
}

/** Files of this server and the inline scripts that the page came with, by their hashes. */
function policyOfPage(page: string): string {
  const hashes = [...page.matchAll(/<script(?![^>]*\ssrc=)[^>]*>([\s\S]*?)<\/script>/g)].map(
    ([, script = '']) => `'sha256-${createHash('sha256').update(script).digest('base64')}'`,
  );
  return [
    "default-src 'self'",
    `script-src ${["'self'", ...hashes].join(' ')}`,
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data:",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
    "object-src 'none'",
  ].join('; ');
}
