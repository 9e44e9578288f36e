// Labels by the printer of the counter: the same way as receipts, so that a printer that is off loses none.
import { labelMarkup } from '@engawa/receipts';
import { Type } from 'typebox';
import { type App, write } from '#kernel/http';
import { newId, parseId } from '#kernel/ids';
import type { House } from '#kernel/module';
import { refuseOtherPlace } from '#kernel/own-place';
import { Id, IdempotencyHeaders, Nullable, problems, Text } from '#kernel/schemas';
import { printSoon } from './jobs.ts';
import { insertPrintJob } from './store.ts';

const Label = Type.Object(
  {
    name: Text(200),
    code: Text(100),
    price: Nullable(Text(30)),
    taxNote: Text(30, 0),
    before: Nullable(Text(30)),
    notes: Type.Array(Text(60), { maxItems: 4 }),
  },
  { additionalProperties: false },
);

export function labelJobRoutes(app: App, { db }: House): void {
  app.post(
    '/api/tills/label-jobs',
    {
      config: { access: 'tills.write' },
      schema: {
        operationId: 'printLabels',
        tags: ['tills'],
        summary: 'Leave labels of goods or shelves for a printer',
        headers: IdempotencyHeaders,
        body: Type.Object(
          {
            placeId: Id('place'),
            printer: Text(50),
            labels: Type.Array(Label, { minItems: 1, maxItems: 500 }),
          },
          { additionalProperties: false },
        ),
        response: { 201: Type.Object({ jobId: Type.String() }), ...problems },
      },
    },
    async (request, reply) => {
      const { printer, labels } = request.body;
      const placeId = parseId('place', request.body.placeId);
      refuseOtherPlace(request.principal, placeId);
      const made = await write(db, request, async (tx) => {
        const id = newId();
        const markup = labelMarkup(labels);
        const job = { id, place_id: placeId, printer, order_id: null, title: 'labels', markup };
        await insertPrintJob(tx, job);
        await printSoon(tx, job);
        return { jobId: id };
      });
      return reply.code(201).send(made);
    },
  );
}
