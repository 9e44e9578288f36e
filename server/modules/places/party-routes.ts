// The edge of brands and companies.
import { Type } from 'typebox';
import { type App, read, write } from '#kernel/http';
import type { House } from '#kernel/module';
import { IdempotencyHeaders, problems } from '#kernel/schemas';
import { addBrand, addParty } from './add-party.ts';
import {
  Brand,
  BrandList,
  NewBrand,
  NewParty,
  Party,
  PartyKindWord,
  PartyList,
} from './schemas.ts';
import { toBrand, toParty } from './shape.ts';
import { listBrandRows, listPartyRows } from './views.ts';

/** Routes under /api/places/brands and /api/places/parties. */
export function partyRoutes(app: App, house: House): void {
  brandRoutes(app, house);
  companyRoutes(app, house);
}

function brandRoutes(app: App, { db }: House): void {
  app.get(
    '/api/places/brands',
    {
      config: { access: 'public' },
      schema: {
        operationId: 'listBrands',
        tags: ['places'],
        summary: 'The brands of the house',
        response: { 200: BrandList, ...problems },
      },
    },
    async (request) => ({ brands: (await read(db, request, listBrandRows)).map(toBrand) }),
  );

  app.post(
    '/api/places/brands',
    {
      config: { access: 'places.write' },
      schema: {
        operationId: 'addBrand',
        tags: ['places'],
        summary: 'Add a brand',
        headers: IdempotencyHeaders,
        body: NewBrand,
        response: { 201: Brand, ...problems },
      },
    },
    async (request, reply) => {
      const brand = await write(db, request, async (tx) =>
        toBrand(await addBrand(tx, request.body)),
      );
      return reply.code(201).send(brand);
    },
  );
}

function companyRoutes(app: App, { db }: House): void {
  app.get(
    '/api/places/parties',
    {
      config: { access: 'places.read' },
      schema: {
        operationId: 'listParties',
        tags: ['places'],
        summary: 'Companies the house works with, of one kind if asked',
        querystring: Type.Object({ kind: Type.Optional(PartyKindWord) }),
        response: { 200: PartyList, ...problems },
      },
    },
    async (request) => {
      const { kind = null } = request.query;
      const rows = await read(db, request, (tx) => listPartyRows(tx, kind));
      return { parties: rows.map(toParty) };
    },
  );

  app.post(
    '/api/places/parties',
    {
      config: { access: 'places.write' },
      schema: {
        operationId: 'addParty',
        tags: ['places'],
        summary: 'Add a company; its registration number is checked',
        headers: IdempotencyHeaders,
        body: NewParty,
        response: { 201: Party, ...problems },
      },
    },
    async (request, reply) => {
      const party = await write(db, request, async (tx) =>
        toParty(await addParty(tx, request.body)),
      );
      return reply.code(201).send(party);
    },
  );
}
