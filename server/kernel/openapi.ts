// The API document (OpenAPI 3.1, made from the routes) and its reference page.
import swagger from '@fastify/swagger';
import type { App } from './http.ts';
import { serveReference } from './openapi-reference.ts';
import { Problem } from './problem.ts';

/** Registers the document maker; must come before the routes. */
export async function describeApi(app: App): Promise<void> {
  app.addSchema(Problem);
  await app.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: {
        title: 'Engawa API',
        version: '0.1.0',
        description:
          'One customer, one stock, one order, one ledger, one log. Writes take an Idempotency-Key; refusals are RFC 9457 problem documents with a code.',
        license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
      },
      components: {
        securitySchemes: {
          bearer: { type: 'http', scheme: 'bearer', description: 'A session token or an API key.' },
        },
      },
    },
    refResolver: {
      buildLocalReference: (json, _base, _fragment, index) =>
        typeof json.$id === 'string' ? json.$id : `schema-${index}`,
    },
    transform: ({ schema, url, route }) => {
      const access = route.config?.access;
      const secured =
        access === undefined || access === 'public' ? {} : { security: [{ bearer: [] }] };
      const told = access === undefined ? {} : { 'x-engawa-access': access };
      const purpose = route.config?.purpose;
      const declared = purpose === undefined ? {} : { 'x-engawa-purpose': purpose };
      return { schema: { ...schema, ...secured, ...told, ...declared }, url };
    },
  });
  serveReference(app);
}

/** The document as it is checked in: keys in a stable order. */
export function apiDocument(app: App): string {
  return `${JSON.stringify(app.swagger(), null, 2)}\n`;
}
