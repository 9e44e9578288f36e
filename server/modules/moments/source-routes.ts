// Tracked links and posters, for staff, and their QR codes to print.
import { toString as drawQr } from 'qrcode';
import { Type } from 'typebox';
import { type App, read, write } from '#kernel/http';
import { parseId } from '#kernel/ids';
import type { House } from '#kernel/module';
import { Id, IdempotencyHeaders, problems } from '#kernel/schemas';
import { NewSource, Source, SourceList, SourceParams } from './schemas.ts';
import { addSource, tellSource, tellSources } from './sources.ts';

const tags = ['moments'];

export function sourceRoutes(app: App, { db, config }: House): void {
  const baseOf = (request: { protocol: string; host: string }): string =>
    config.publicUrl ?? `${request.protocol}://${request.host}`;

  app.get(
    '/api/moments/sources',
    {
      config: { access: 'moments.read' },
      schema: {
        operationId: 'listSources',
        tags,
        summary: 'Tracked links and posters with what came of them',
        querystring: Type.Object({ placeId: Type.Optional(Id('place')) }),
        response: { 200: SourceList, ...problems },
      },
    },
    async (request) => {
      const { placeId } = request.query;
      const place = placeId === undefined ? undefined : parseId('place', placeId);
      return {
        sources: await read(db, request, (tx) => tellSources(tx, place, baseOf(request))),
      };
    },
  );

  app.post(
    '/api/moments/sources',
    {
      config: { access: 'moments.write' },
      schema: {
        operationId: 'addSource',
        tags,
        summary: 'Add a tracked link or poster',
        headers: IdempotencyHeaders,
        body: NewSource,
        response: { 201: Source, ...problems },
      },
    },
    async (request, reply) => {
      const { placeId, kind, ...body } = request.body;
      const source = await write(db, request, async (tx) => {
        const code = await addSource(tx, {
          ...body,
          kind: String(kind),
          placeId: placeId === undefined ? undefined : parseId('place', placeId),
        });
        return tellSource(tx, code, baseOf(request));
      });
      return reply.code(201).send(source);
    },
  );

  app.get(
    '/api/moments/sources/:code/qr.svg',
    {
      config: { access: 'moments.read' },
      schema: {
        operationId: 'drawSourceQr',
        tags,
        summary: 'The QR code of a link or poster, to print',
        params: SourceParams,
        response: { 200: Type.String({ description: 'SVG' }), ...problems },
      },
    },
    async (request, reply) => {
      const { code } = request.params;
      const { address } = await read(db, request, (tx) => tellSource(tx, code, baseOf(request)));
      const svg = await drawQr(address, { type: 'svg', errorCorrectionLevel: 'Q', margin: 4 });
      return reply.type('image/svg+xml').send(svg);
    },
  );
}
