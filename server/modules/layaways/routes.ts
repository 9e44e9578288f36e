// Layaways at the edge. She keeps, sees, extends and gives up by her link; the shop lists, hands over and gives up.
import type { FastifyRequest } from 'fastify';
import { type Static, Type } from 'typebox';
import { maskProfile } from '#customers';
import { type App, lookAt, read, write } from '#kernel/http';
import { formatId, parseId } from '#kernel/ids';
import type { House } from '#kernel/module';
import { refuseOtherPlace } from '#kernel/own-place';
import { languageOf } from '#kernel/problem';
import { fromMilli, toMilli } from '#kernel/quantity';
import { isAllowed } from '#kernel/roles';
import { Id, IdempotencyHeaders, problems } from '#kernel/schemas';
import type { Principal } from '#kernel/sessions';
import type { Tx } from '#kernel/transaction';
import { logOpenPage } from '#privacy';
import { cancelLayaway, collectLayaway, extendLayaway } from './change-layaway.ts';
import { openContacts } from './contact.ts';
import { layawaysRefusals } from './errors.ts';
import { keepItem } from './keep-item.ts';
import { isLayawayToken, layawayToken } from './layaway-token.ts';
import {
  Layaway,
  LayawayAtShop,
  LayawayList,
  LayawayMade,
  LayawayParams,
  NewLayaway,
  TokenBody,
  TokenQuery,
} from './schemas.ts';
import { findLayawayRow, type LayawayRow, listRowsOfPlace } from './store.ts';

const tags = ['layaways'];

/** Routes under /api/layaways. */
export function layawaysRoutes(app: App, house: House): void {
  keeping(app, house);
  hers(app, house);
  atShop(app, house);
}

function keeping(app: App, { db }: House): void {
  app.post(
    '/api/layaways',
    {
      config: { access: 'public' },
      schema: {
        operationId: 'keepItem',
        tags,
        summary: 'Keep a piece at a shop for seven days (取り置き); no account is needed',
        headers: IdempotencyHeaders,
        body: NewLayaway,
        response: { 201: LayawayMade, ...problems },
      },
    },
    async (request, reply) => {
      const { placeId, itemId, quantity, contact } = request.body;
      const { principal } = request;
      const made = await write(db, request, async (tx) =>
        shape(
          await keepItem(tx, {
            placeId: parseId('place', placeId),
            itemId: parseId('item', itemId),
            quantityMilli: toMilli(quantity),
            ...(principal.kind === 'customer' ? { recordId: principal.id } : {}),
            ...(contact === undefined ? {} : { contact }),
            channel: isStaff(principal) ? 'staff' : 'web',
            language: languageOf(request.headers['accept-language']),
          }),
        ),
      );
      const token = layawayToken(db.masters, parseId('layaway', made.id));
      return reply.code(201).send({ ...made, token });
    },
  );
}

function hers(app: App, { db }: House): void {
  app.get(
    '/api/layaways/:layawayId/status',
    {
      config: { access: 'public', purpose: 'duty' },
      schema: {
        operationId: 'getLayawayStatus',
        tags,
        summary: 'What is kept and until when, by her link',
        params: LayawayParams,
        querystring: TokenQuery,
        response: { 200: Layaway, ...problems },
      },
    },
    (request) => {
      const id = parseId('layaway', request.params.layawayId);
      return read(db, request, async (tx) =>
        shape(await admit(tx, request, id, request.query.token)),
      );
    },
  );
  for (const [verb, operationId, summary, change] of [
    ['extension', 'extendLayaway', 'Keep it for seven days more, once', extendLayaway],
    ['cancellation', 'cancelLayaway', 'Give it up', cancelLayaway],
  ] as const) {
    app.post(
      `/api/layaways/:layawayId/${verb}`,
      {
        config: { access: 'public', purpose: 'duty' },
        schema: {
          operationId,
          tags,
          summary,
          params: LayawayParams,
          headers: IdempotencyHeaders,
          body: TokenBody,
          response: { 200: Layaway, ...problems },
        },
      },
      (request) => {
        const id = parseId('layaway', request.params.layawayId);
        return write(db, request, async (tx) => {
          await admit(tx, request, id, request.body.token);
          return shape(await change(tx, id));
        });
      },
    );
  }
}

function atShop(app: App, { db }: House): void {
  app.get(
    '/api/layaways',
    {
      config: { access: 'layaways.read' },
      schema: {
        operationId: 'listLayaways',
        tags,
        summary: 'What is kept at a place, what ends first before the rest',
        querystring: Type.Object({ placeId: Id('place') }),
        response: { 200: LayawayList, ...problems },
      },
    },
    (request) => {
      const placeId = parseId('place', request.query.placeId);
      // It names people: whoever is bound to a shop reads that shop's.
      refuseOtherPlace(request.principal, placeId);
      return lookAt(db, request, async (tx) => ({
        layaways: await atShopOf(tx, request.principal, await listRowsOfPlace(tx, placeId)),
      }));
    },
  );
  app.get(
    '/api/layaways/:layawayId',
    {
      config: { access: 'layaways.read' },
      schema: {
        operationId: 'getLayaway',
        tags,
        summary: 'One, as the shop needs it',
        params: LayawayParams,
        response: { 200: LayawayAtShop, ...problems },
      },
    },
    (request) =>
      lookAt(db, request, async (tx) => {
        const row = await findLayawayRow(tx, parseId('layaway', request.params.layawayId));
        if (row === undefined) {
          throw layawaysRefusals.unknown();
        }
        refuseOtherPlace(request.principal, row.place_id);
        const [shaped] = await atShopOf(tx, request.principal, [row]);
        return shaped as Static<typeof LayawayAtShop>;
      }),
  );
  app.post(
    '/api/layaways/:layawayId/collection',
    {
      config: { access: 'layaways.write' },
      schema: {
        operationId: 'collectLayaway',
        tags,
        summary: 'She is here and takes it to the till',
        params: LayawayParams,
        headers: IdempotencyHeaders,
        response: { 200: Layaway, ...problems },
      },
    },
    (request) =>
      write(db, request, async (tx) => {
        const row = await collectLayaway(tx, parseId('layaway', request.params.layawayId));
        refuseOtherPlace(request.principal, row.place_id);
        return shape(row);
      }),
  );
}

/** Refuses strangers as if there were none. */
async function admit(
  tx: Tx,
  { principal }: FastifyRequest,
  id: string,
  token: string | undefined,
): Promise<LayawayRow> {
  const row = await findLayawayRow(tx, id);
  const isHers =
    (token !== undefined && isLayawayToken(tx.masters, id, token)) ||
    (principal.kind === 'customer' && row?.record_id === principal.id);
  if (row === undefined || !(isHers || isStaff(principal))) {
    throw layawaysRefusals.unknown();
  }
  if (!isHers) {
    refuseOtherPlace(principal, row.place_id);
  }
  return row;
}

function isStaff(principal: Principal): boolean {
  return principal.kind !== 'customer' && isAllowed(principal.roles, 'layaways.write');
}

/** Whoever keeps pieces sees for whom; who only reads the list of a shop sees the name masked. */
async function atShopOf(tx: Tx, { roles }: Principal, rows: readonly LayawayRow[]) {
  const contacts = await openContacts(
    tx,
    rows.map((row) => row.id),
  );
  await logOpenPage(
    tx,
    rows.map((row) => row.record_id),
    'layaways.list',
  );
  const isWhole = isAllowed(roles, 'layaways.write');
  return rows.map((row) => {
    const { name, kana } = contacts.get(row.id) ?? {};
    const shown =
      isWhole || name === undefined
        ? { name, kana }
        : { name: maskProfile({ fullName: name }).fullName };
    return Object.assign(shape(row), { name: shown.name ?? null, kana: shown.kana ?? null });
  });
}

function shape(row: LayawayRow): Layaway {
  return {
    id: formatId('layaway', row.id),
    number: row.number,
    placeId: formatId('place', row.place_id),
    itemId: formatId('item', row.item_id),
    quantity: fromMilli(row.quantity_milli),
    state: row.state,
    keptUntil: String(row.kept_until),
    canExtend: row.state === 'kept' && row.extended_at === null,
    createdAt: String(row.created_at),
  };
}
