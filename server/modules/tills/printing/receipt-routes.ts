// A receipt in the form that a screen, a printer or her telephone takes.
import { bytesOf, markupOf, pictureOf } from '@engawa/receipts';
import type { FastifyReply } from 'fastify';
import { Type } from 'typebox';
import { type App, read } from '#kernel/http';
import { formatId, parseId } from '#kernel/ids';
import type { House } from '#kernel/module';
import { isAllowed } from '#kernel/roles';
import { Id, problems, Text } from '#kernel/schemas';
import type { Tx } from '#kernel/transaction';
import { makeReceipt } from '#orders';
import { tillsRefusals } from '../errors.ts';
import { isToken, receiptTokenOf } from './tokens.ts';

const tags = ['tills'];

const Form = Type.Union(
  [
    Type.Literal('picture'),
    Type.Literal('escpos'),
    Type.Literal('starprnt'),
    Type.Literal('markup'),
  ],
  { description: 'SVG, bytes for a printer, or receiptline markup.' },
);
const language = Type.Optional(Type.Union([Type.Literal('ja'), Type.Literal('en')]));

const mediaTypes = {
  picture: 'image/svg+xml',
  escpos: 'application/octet-stream',
  starprnt: 'application/vnd.star.starprnt',
  markup: 'text/plain; charset=utf-8',
} as const;

export function receiptFormRoutes(app: App, { db }: House): void {
  app.get(
    '/api/tills/receipts/:orderId',
    {
      config: { access: 'public' },
      schema: {
        operationId: 'getPrintedReceipt',
        tags,
        summary:
          'A receipt as picture or printer bytes; for staff, or by the token of the e-receipt',
        params: Type.Object({ orderId: Id('order') }),
        querystring: Type.Object({
          form: Type.Optional(Form),
          language,
          token: Type.Optional(Type.String({ minLength: 1, maxLength: 100 })),
          to: Type.Optional(Text(100)),
          for: Type.Optional(Text(100)),
        }),
        response: { 200: Type.Unsafe<string | Buffer>({ type: 'string' }), ...problems },
      },
    },
    async (request, reply) => {
      const orderId = parseId('order', request.params.orderId);
      const { form = 'picture', token = '', ...rest } = request.query;
      const mayPrint = isAllowed(request.principal.roles, 'tills.read');
      if (!mayPrint && !isToken(token, receiptTokenOf(db.masters, orderId))) {
        throw tillsRefusals.order_unknown();
      }
      const markup = await read(db, request, (tx) => receiptMarkup(tx, orderId, rest));
      reply.header('cache-control', 'no-store').type(mediaTypes[form]);
      return sendForm(reply, form, markup);
    },
  );

  app.get(
    '/api/tills/receipts/:orderId/address',
    {
      config: { access: 'tills.read' },
      schema: {
        operationId: 'getReceiptAddress',
        tags,
        summary: 'The secret address of the e-receipt, to hand over as a QR code',
        params: Type.Object({ orderId: Id('order') }),
        response: { 200: Type.Object({ path: Type.String() }), ...problems },
      },
    },
    (request) => {
      const orderId = parseId('order', request.params.orderId);
      const token = receiptTokenOf(db.masters, orderId);
      return { path: `/api/tills/receipts/${formatId('order', orderId)}?token=${token}` };
    },
  );
}

/** The receipt of an order (uuid) as markup. Refuses with tills.order_unknown. */
export async function receiptMarkup(
  tx: Tx,
  orderId: string,
  printed: { readonly language?: 'ja' | 'en'; readonly to?: string; readonly for?: string },
): Promise<string> {
  const receipt = await makeReceipt(tx, orderId);
  if (receipt === undefined) {
    throw tillsRefusals.order_unknown();
  }
  return markupOf(receipt, { language: 'ja', timeZone: receipt.place.timeZone, ...printed });
}

function sendForm(reply: FastifyReply, form: keyof typeof mediaTypes, markup: string) {
  if (form === 'markup' || form === 'picture') {
    return reply.send(form === 'markup' ? markup : pictureOf(markup));
  }
  return reply.send(Buffer.from(bytesOf(markup, form)));
}
