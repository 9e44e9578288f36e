// Offers before paying, over HTTP.
import type { FastifyRequest } from 'fastify';
import type { Static } from 'typebox';
import { cartsRefusals, findCart } from '#carts';
import { type App, read } from '#kernel/http';
import { formatId, parseId } from '#kernel/ids';
import type { House } from '#kernel/module';
import { fromMilli, toMilli } from '#kernel/quantity';
import { problems } from '#kernel/schemas';
import type { Tx } from '#kernel/transaction';
import { assertMayNameCustomer, buyerOf, channelOf } from '../customer-at-till.ts';
import { ordersRefusals } from '../errors.ts';
import { type OrderPreview, type OrderToPreview, previewOrder } from './preview-order.ts';
import { OrderPreviewed, OrderToPreviewBody } from './schemas.ts';

/** POST /api/orders/preview. */
export function previewRoutes(app: App, { db }: House): void {
  app.post(
    '/api/orders/preview',
    {
      config: { access: 'public' },
      schema: {
        operationId: 'previewOrder',
        tags: ['orders'],
        summary:
          'What an order would cost with all offers: what applies, what nearly does, why a code does not',
        body: OrderToPreviewBody,
        response: { 200: OrderPreviewed, ...problems },
      },
    },
    async (request) =>
      read(db, request, async (tx) =>
        shapePreview(await previewOrder(tx, await toPreview(tx, request, request.body))),
      ),
  );
}

async function toPreview(
  tx: Tx,
  { principal }: FastifyRequest,
  body: Static<typeof OrderToPreviewBody>,
): Promise<OrderToPreview> {
  const isHerself = principal.kind === 'customer';
  const named = body.recordId === undefined ? undefined : parseId('record', body.recordId);
  if (named !== undefined && !isHerself) {
    await assertMayNameCustomer(tx, principal, named);
  }
  const recordId = isHerself ? principal.id : named;
  const buyer = buyerOf(principal, body.isForStaff);
  return {
    placeId: parseId('place', body.placeId),
    fulfilment: body.fulfilment,
    ...(body.handoverPlaceId === undefined
      ? {}
      : { handoverPlaceId: parseId('place', body.handoverPlaceId) }),
    channel: channelOf(principal, body.channel),
    lines: await linesOf(tx, body),
    ...(recordId === undefined ? {} : { recordId, isHerself }),
    ...(body.couponCodes === undefined ? {} : { couponCodes: body.couponCodes }),
    ...(buyer === undefined ? {} : { buyer }),
    ...(body.position === undefined ? {} : { position: body.position }),
    ...(body.deliverTo === undefined ? {} : { deliverTo: body.deliverTo }),
  };
}

async function linesOf(
  tx: Tx,
  { cartToken, lines }: Static<typeof OrderToPreviewBody>,
): Promise<OrderToPreview['lines']> {
  if ((cartToken === undefined) === (lines === undefined)) {
    throw ordersRefusals.lines_needed();
  }
  if (lines !== undefined) {
    return lines.map(({ itemId, quantity }) => ({
      itemId: parseId('item', itemId),
      quantityMilli: toMilli(quantity),
    }));
  }
  const cart = await findCart(tx, { token: cartToken });
  if (cart === undefined) {
    throw cartsRefusals.unknown();
  }
  return cart.lines.map((line) => ({
    itemId: line.item_id,
    quantityMilli: line.quantity_milli,
  }));
}

function shapePreview(preview: OrderPreview): Static<typeof OrderPreviewed> {
  const { offers, says, best } = preview;
  const said = (id: string) => {
    const { conditions = [], benefits = [] } = says.get(id) ?? {};
    return [...conditions, ...benefits];
  };
  return {
    currency: preview.currency,
    lines: preview.lines.map((line) => ({
      itemId: formatId('item', line.itemId),
      name: line.name,
      quantity: fromMilli(line.quantityMilli),
      amountMinor: line.amountMinor,
      discountMinor: line.discountMinor,
      taxRateBp: line.taxRateBp,
    })),
    itemsMinor: preview.itemsMinor,
    discountMinor: preview.discountMinor,
    delivery: preview.delivery === undefined ? null : { ...preview.delivery },
    totalMinor: preview.totalMinor,
    taxes: preview.taxes.map((tax) => ({ ...tax })),
    offers: (offers?.outcome.applied ?? []).map(
      ({ promotion, coupon, discountMinor, deliveryMinor }) => ({
        promotionId: formatId('promotion', promotion.id),
        nameJa: promotion.nameJa,
        nameEn: promotion.nameEn,
        code: coupon === null ? null : (offers?.codeOf.get(coupon.id) ?? null),
        discountMinor,
        deliveryMinor,
        says: said(promotion.id),
      }),
    ),
    refused: (offers?.refused ?? []).map(({ code, refusal: { code: reason, ja, en } }) => ({
      code,
      reason,
      ja,
      en,
    })),
    hints: (offers?.hints ?? []).map(({ promotion, refusal: { ja, en } }) => ({
      promotionId: formatId('promotion', promotion.id),
      nameJa: promotion.nameJa,
      nameEn: promotion.nameEn,
      ja,
      en,
      says: said(promotion.id),
    })),
    best: best === undefined ? null : { codes: [...best.codes], savesMinor: best.savesMinor },
  };
}
