// Promotions over HTTP, for headquarters: write, read as sentences, propose, approve, pause, end.

import type { Promotion, PromotionTerms } from '@engawa/promotions';
import { Type } from 'typebox';
import { type App, read, write } from '#kernel/http';
import { formatId, newId, parseId, tryParseId } from '#kernel/ids';
import type { House } from '#kernel/module';
import { Id, IdempotencyHeaders, PageQuery, problems } from '#kernel/schemas';
import type { Tx } from '#kernel/transaction';
import { nameActors } from '#staff';
import { offersRefusals } from './errors.ts';
import { findOffersNow, toPromotion } from './find-book.ts';
import { readInstant } from './read-instant.ts';
import { findNames, findNeighbours, sayPromotion } from './say-promotion.ts';
import {
  NewPromotion,
  PromotionDetail,
  PromotionEdit,
  PromotionMoveWish,
  PromotionPage,
  PromotionSummary,
  RulesRead,
  RulesToRead,
} from './schemas.ts';
import {
  findPromotionRow,
  listPromotionRows,
  listVersionRows,
  type PromotionRow,
} from './store-promotions.ts';
import { sumUses } from './views.ts';
import { movePromotion, rewritePromotion, writePromotion } from './write-promotion.ts';

const tags = ['offers'];
const params = Type.Object({ promotionId: Id('promotion') });

/** Routes under /api/offers/promotions. */
export function promotionRoutes(app: App, house: House): void {
  reading(app, house);
  writing(app, house);
  moving(app, house);
}

function reading(app: App, { db }: House): void {
  app.get(
    '/api/offers/promotions',
    {
      config: { access: 'offers.read' },
      schema: {
        operationId: 'listPromotions',
        tags,
        summary: 'Promotions, newest first',
        querystring: Type.Object({
          state: Type.Optional(
            Type.Union([
              Type.Literal('draft'),
              Type.Literal('active'),
              Type.Literal('paused'),
              Type.Literal('ended'),
            ]),
          ),
          ...PageQuery,
        }),
        response: { 200: PromotionPage, ...problems },
      },
    },
    async (request) => {
      const { state, after, limit = 50 } = request.query;
      const from = after === undefined ? undefined : tryParseId('promotion', after);
      return read(db, request, async (tx) => {
        const rows = await listPromotionRows(tx, {
          ...(state === undefined ? {} : { state }),
          ...(from === undefined ? {} : { after: from }),
          limit: limit + 1,
        });
        const shown = rows.slice(0, limit);
        const names = await findNames(
          tx,
          shown.map(({ terms }) => terms),
        );
        const last = rows.length > limit ? shown.at(-1) : undefined;
        return {
          promotions: shown.map((row) => ({
            ...shape(row),
            says: [...sayPromotion(row.terms, names).benefits],
          })),
          next: last === undefined ? null : formatId('promotion', last.id),
        };
      });
    },
  );

  app.get(
    '/api/offers/promotions/:promotionId',
    {
      config: { access: 'offers.read' },
      schema: {
        operationId: 'getPromotion',
        tags,
        summary: 'One promotion as sentences, with its versions, uses and neighbours',
        params,
        response: { 200: PromotionDetail, ...problems },
      },
    },
    async (request) => {
      const id = parseId('promotion', request.params.promotionId);
      return read(db, request, (tx) => tellPromotion(tx, id));
    },
  );

  app.post(
    '/api/offers/rules',
    {
      config: { access: 'offers.read' },
      schema: {
        operationId: 'readRules',
        tags,
        summary: 'Rules as sentences, and which promotions they meet; nothing is kept',
        body: RulesToRead,
        response: { 200: RulesRead, ...problems },
      },
    },
    async (request) => {
      const { promotionId, terms } = request.body;
      const id = promotionId === undefined ? newId() : parseId('promotion', promotionId);
      return read(db, request, (tx) => readRules(tx, asPromotion(id, terms)));
    },
  );
}

function writing(app: App, { db }: House): void {
  app.post(
    '/api/offers/promotions',
    {
      config: { access: 'offers.write' },
      schema: {
        operationId: 'writePromotion',
        tags,
        summary: 'Write a promotion; it is a draft until it is approved',
        headers: IdempotencyHeaders,
        body: NewPromotion,
        response: { 201: PromotionDetail, ...problems },
      },
    },
    async (request, reply) => {
      const { validFrom, validUntil, ...rest } = request.body;
      const answer = await write(db, request, async (tx) => {
        const id = await writePromotion(tx, {
          ...rest,
          validFrom: readInstant(validFrom),
          validUntil: readInstant(validUntil),
        });
        return tellPromotion(tx, id);
      });
      return reply.code(201).send(answer);
    },
  );

  app.put(
    '/api/offers/promotions/:promotionId',
    {
      config: { access: 'offers.write' },
      schema: {
        operationId: 'rewritePromotion',
        tags,
        summary: 'Write its next version; the one that is on stays on until this is approved',
        params,
        body: PromotionEdit,
        response: { 200: PromotionDetail, ...problems },
      },
    },
    async (request) => {
      const id = parseId('promotion', request.params.promotionId);
      const { validFrom, validUntil, ...rest } = request.body;
      return write(db, request, async (tx) => {
        await rewritePromotion(tx, id, {
          ...rest,
          validFrom: readInstant(validFrom),
          validUntil: readInstant(validUntil),
        });
        return tellPromotion(tx, id);
      });
    },
  );
}

function moving(app: App, { db }: House): void {
  app.post(
    '/api/offers/promotions/:promotionId/state',
    {
      config: { access: 'offers.write' },
      schema: {
        operationId: 'movePromotion',
        tags,
        summary: 'Propose, approve, withdraw, pause, resume or end it',
        params,
        headers: IdempotencyHeaders,
        body: PromotionMoveWish,
        response: { 200: PromotionSummary, ...problems },
      },
    },
    async (request) => {
      const id = parseId('promotion', request.params.promotionId);
      const isOwner = request.principal.roles.includes('owner');
      return write(db, request, async (tx) => {
        await movePromotion(tx, id, request.body.to, { isOwner });
        const { terms: _, rules, versions: __, ...told } = await tellPromotion(tx, id);
        return { ...told, says: rules.benefits };
      });
    },
  );
}

function shape(row: PromotionRow) {
  return {
    id: formatId('promotion', row.id),
    code: row.code,
    nameJa: row.name_ja,
    nameEn: row.name_en,
    state: row.state,
    newestVersion: row.newest_version,
    proposedVersion: row.proposed_version,
    liveVersion: row.live_version,
    validFrom: row.valid_from?.toString() ?? null,
    validUntil: row.valid_until?.toString() ?? null,
  };
}

async function tellPromotion(tx: Tx, id: string) {
  const row = await findPromotionRow(tx, id);
  const [versions, sums] = await Promise.all([listVersionRows(tx, id), sumUses(tx, id)]);
  const [newest] = versions;
  if (row === undefined || newest === undefined) {
    throw offersRefusals.promotion_unknown();
  }
  const writers = await nameActors(
    tx,
    versions.map((each) => each.written_by),
  );
  const promotion = toPromotion({ ...row, ...newest });
  const rules = await readRules(tx, promotion);
  return {
    ...shape(row),
    says: rules.benefits,
    terms: newest.terms,
    rules,
    uses: sums.uses,
    spentMinor: sums.spent_minor,
    versions: versions.map((each) => ({
      version: each.version,
      writtenBy: each.written_by,
      writer: writers.get(each.written_by) ?? null,
      writtenAt: each.written_at.toString(),
      approvedBy: each.approved_by,
      approvedAt: each.approved_at?.toString() ?? null,
    })),
  };
}

/** At most as many as somebody reads. */
const neighboursMax = 20;

async function readRules(tx: Tx, promotion: Promotion) {
  const { book } = await findOffersNow(tx);
  const said = sayPromotion(promotion, await findNames(tx, [promotion]));
  const neighbours = findNeighbours(promotion, book.byId.values());
  return {
    conditions: [...said.conditions],
    benefits: [...said.benefits],
    limits: [...said.limits],
    neighbours: neighbours.slice(0, neighboursMax).map(({ promotion: other, how }) => ({
      id: formatId('promotion', other.id),
      nameJa: other.nameJa,
      nameEn: other.nameEn,
      how,
    })),
  };
}

/** Terms that nobody has kept yet. */
function asPromotion(id: string, terms: PromotionTerms): Promotion {
  const unnamed = { code: '', version: 0, nameJa: '', nameEn: null };
  return { id, ...unnamed, validFrom: null, validUntil: null, ...terms };
}
