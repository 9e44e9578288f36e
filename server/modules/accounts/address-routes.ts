// Her own addresses. Not `write`: its idempotency would keep what she wrote.
import { Type } from 'typebox';
import { type App, actorOf, purposeOf, read } from '#kernel/http';
import { formatId, parseId } from '#kernel/ids';
import type { House } from '#kernel/module';
import { Id, problems, Text } from '#kernel/schemas';
import { transaction } from '#kernel/transaction';
import {
  addAddress,
  addressFields,
  changeAddress,
  listAddresses,
  removeAddress,
} from './addresses.ts';

type Field = (typeof addressFields)[number];
type OptionalText = ReturnType<typeof Type.Optional<ReturnType<typeof Text>>>;

const fields = Object.fromEntries(
  addressFields.map((name) => [name, Type.Optional(Text(name === 'address' ? 200 : 60, 0))]),
) as Record<Field, OptionalText>;
const AddressWish = Type.Object(
  { ...fields, isDefault: Type.Optional(Type.Boolean()) },
  { additionalProperties: false },
);
const Addresses = Type.Object({
  addresses: Type.Array(Type.Object({ id: Id('address'), isDefault: Type.Boolean(), ...fields }), {
    description: 'The default first.',
  }),
});

export function addressRoutes(app: App, house: House): void {
  readingRoute(app, house);
  writingRoutes(app, house);
}

function readingRoute(app: App, { db }: House): void {
  app.get(
    '/api/accounts/addresses',
    {
      config: { access: 'customer', purpose: 'duty' },
      schema: {
        operationId: 'listMyAddresses',
        tags: ['accounts'],
        summary: 'Where she has things sent',
        response: { 200: Addresses, ...problems },
      },
    },
    (request) =>
      read(db, request, async (tx) => ({
        addresses: (await listAddresses(tx, request.principal.id)).map((each) => ({
          ...each,
          id: formatId('address', each.id),
        })),
      })),
  );
}

function writingRoutes(app: App, { db }: House): void {
  const params = Type.Object({ addressId: Id('address') });
  app.post(
    '/api/accounts/addresses',
    {
      config: { access: 'customer' },
      schema: {
        operationId: 'addMyAddress',
        tags: ['accounts'],
        summary: 'Add an address with its recipient; the first one is the default',
        body: AddressWish,
        response: { 201: Type.Object({ id: Id('address') }), ...problems },
      },
    },
    async (request, reply) => {
      const { principal, body } = request;
      const id = await transaction(db, { actor: actorOf(principal) }, (tx) =>
        addAddress(tx, principal.id, body),
      );
      return reply.code(201).send({ id: formatId('address', id) });
    },
  );

  app.put(
    '/api/accounts/addresses/:addressId',
    {
      config: { access: 'customer', purpose: 'duty' },
      schema: {
        operationId: 'changeMyAddress',
        tags: ['accounts'],
        summary: 'Write an address anew, or make it the default',
        params,
        body: AddressWish,
        response: { 204: Type.Null(), ...problems },
      },
    },
    async (request, reply) => {
      const { principal, body } = request;
      const id = parseId('address', request.params.addressId);
      await transaction(db, { actor: actorOf(principal), purpose: purposeOf(request) }, (tx) =>
        changeAddress(tx, principal.id, id, body),
      );
      return reply.code(204).send(null);
    },
  );

  app.delete(
    '/api/accounts/addresses/:addressId',
    {
      config: { access: 'customer', purpose: 'duty' },
      schema: {
        operationId: 'removeMyAddress',
        tags: ['accounts'],
        summary: 'Remove an address; another becomes the default',
        params,
        response: { 204: Type.Null(), ...problems },
      },
    },
    async (request, reply) => {
      const { principal } = request;
      const id = parseId('address', request.params.addressId);
      await transaction(db, { actor: actorOf(principal), purpose: purposeOf(request) }, (tx) =>
        removeAddress(tx, principal.id, id),
      );
      return reply.code(204).send(null);
    },
  );
}
