// What the house charges for sending, over HTTP: public, because the law wants it told before anybody orders (特定商取引法 11条).
import { type Static, Type } from 'typebox';
import { type App, read, write } from '#kernel/http';
import { formatId, parseId } from '#kernel/ids';
import type { House } from '#kernel/module';
import { Currency, Id, IdempotencyHeaders, Nullable, problems, Text } from '#kernel/schemas';
import type { Tx } from '#kernel/transaction';
import { findPlaces } from '#places';
import { ordersRefusals } from '../errors.ts';
import { prefectures } from '../routing/prefecture-positions.ts';
import type { DeliveryTerms } from './fee.ts';
import { findWordedTerms, saveDeliveryTerms, type WordedTerms } from './store.ts';

const tags = ['orders'];
const FeeMinor = Type.Integer({ minimum: 0, maximum: 1_000_000 });

const Terms = Type.Object(
  {
    currency: Currency,
    fees: Type.Array(
      Type.Object({ prefecture: Text(10), feeMinor: FeeMinor }, { additionalProperties: false }),
      { minItems: 47, maxItems: 47, description: 'Tax included; each prefecture once.' },
    ),
    freeFromMinor: Nullable(
      Type.Integer({
        minimum: 1,
        maximum: 1_000_000_000,
        description: 'Goods of so much after discounts, tax included, are sent free.',
      }),
    ),
    islandMinor: Type.Integer({
      minimum: 0,
      maximum: 1_000_000,
      description: 'On top, where a postal code begins with one of islandCodes (離島).',
    }),
    islandCodes: Type.Array(Type.String({ pattern: '^[0-9]{2,7}$' }), { maxItems: 200 }),
    isIslandFree: Type.Boolean({
      description: 'Whether what is sent free is sent free to islands too.',
    }),
    exemptPlaceIds: Type.Array(Id('place'), {
      maxItems: 1000,
      description: 'Places of sale whose deliveries cost nothing.',
    }),
  },
  { additionalProperties: false },
);
const Version = Type.Integer({
  minimum: 0,
  maximum: 2_147_483_647,
  description: 'How often they were worded; whoever changes them has read the last.',
});
const TermsOrNone = Type.Object(
  { version: Version, terms: Nullable(Terms) },
  { additionalProperties: false, description: 'terms null: nothing is charged.' },
);
type TermsOrNone = Static<typeof TermsOrNone>;

/** GET and PUT /api/orders/delivery-terms. */
export function deliveryRoutes(app: App, { db }: House): void {
  app.get(
    '/api/orders/delivery-terms',
    {
      config: { access: 'public' },
      schema: {
        operationId: 'getDeliveryTerms',
        tags,
        summary: 'What it costs to have an order sent (送料)',
        response: { 200: TermsOrNone, ...problems },
      },
    },
    (request) => read(db, request, async (tx) => shape(await findWordedTerms(tx))),
  );

  app.put(
    '/api/orders/delivery-terms',
    {
      config: { access: 'house.write' },
      schema: {
        operationId: 'setDeliveryTerms',
        tags,
        summary: 'Change it, from the next order on; orders keep the fee she was told',
        headers: IdempotencyHeaders,
        body: TermsOrNone,
        response: { 200: TermsOrNone, ...problems },
      },
    },
    (request) =>
      write(db, request, async (tx) => {
        const { version, terms } = request.body;
        const wanted = terms === null ? null : await readTerms(tx, terms);
        const saved = await saveDeliveryTerms(tx, { version, terms: wanted });
        if (saved === undefined) {
          throw ordersRefusals.delivery_terms_changed();
        }
        return shape(saved);
      }),
  );
}

/** Refuses with orders.prefectures_needed, orders.place_unknown. */
async function readTerms(tx: Tx, terms: Static<typeof Terms>): Promise<DeliveryTerms> {
  const { fees, exemptPlaceIds: places, islandCodes, ...plain } = terms;
  const byName = new Map(fees.map(({ prefecture, feeMinor }) => [prefecture, feeMinor]));
  const missing = prefectures.filter((each) => !byName.has(each));
  if (missing.length > 0) {
    throw ordersRefusals.prefectures_needed({ missing: missing.join('、') });
  }
  const exemptPlaceIds = [...new Set(places.map((id) => parseId('place', id)))];
  if ((await findPlaces(tx, exemptPlaceIds)).length < exemptPlaceIds.length) {
    throw ordersRefusals.place_unknown();
  }
  return {
    ...plain,
    feesMinor: prefectures.map((each) => byName.get(each) ?? 0),
    islandCodes: [...new Set(islandCodes)],
    exemptPlaceIds,
  };
}

function shape({ version, terms }: WordedTerms): TermsOrNone {
  if (terms === null) {
    return { version, terms };
  }
  const { feesMinor, exemptPlaceIds, islandCodes, ...plain } = terms;
  return {
    version,
    terms: {
      ...plain,
      fees: prefectures.map((prefecture, at) => ({ prefecture, feeMinor: feesMinor[at] ?? 0 })),
      islandCodes: [...islandCodes],
      exemptPlaceIds: exemptPlaceIds.map((id) => formatId('place', id)),
    },
  };
}
