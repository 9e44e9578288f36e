// Where connected systems tell of people: tills, LINE, partners.
import { type App, write } from '#kernel/http';
import { parseId } from '#kernel/ids';
import type { House } from '#kernel/module';
import { IdempotencyHeaders, problems } from '#kernel/schemas';
import { refusalWords } from './refusal-words.ts';
import { RecordTold, RecordToTellShape } from './schemas.ts';
import { tellRecord } from './tell-record.ts';

/** Routes under /api/customers/records. */
export function recordRoutes(app: App, { db }: House): void {
  app.post(
    '/api/customers/records',
    {
      config: { access: 'customers.write' },
      schema: {
        operationId: 'tellCustomerRecord',
        tags: ['customers'],
        summary: 'Tell of a person as a system knows her, with the signs she showed it',
        headers: IdempotencyHeaders,
        body: RecordToTellShape,
        response: { 200: RecordTold, ...problems },
      },
    },
    (request) => {
      const { placeId, partyId, profile, ...told } = request.body;
      return write(db, request, async (tx) => {
        const { refused, ...answer } = await tellRecord(tx, {
          ...told,
          ...(profile === undefined ? {} : { profile }),
          ...(placeId === undefined ? {} : { placeId: parseId('place', placeId) }),
          ...(partyId === undefined ? {} : { partyId: parseId('party', partyId) }),
        });
        return {
          ...answer,
          refused: refused.map(({ reason }) => ({ reason, why: refusalWords[reason] })),
        };
      });
    },
  );
}
