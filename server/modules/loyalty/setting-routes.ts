// Rules, stamp cards and tiers over HTTP: for the console.
import { Type } from 'typebox';
import { type App, read, write } from '#kernel/http';
import { parseId } from '#kernel/ids';
import type { House } from '#kernel/module';
import { Id, IdempotencyHeaders, problems } from '#kernel/schemas';
import { checkTerms, pointsByRule, sentenceOf } from './rules/rules.ts';
import { saveCard, saveRule, saveTiers } from './save-settings.ts';
import {
  Card,
  CardToSave,
  Rule,
  RuleRead,
  RuleToRead,
  RuleToSave,
  TiersPreviewed,
  TierTableShape,
} from './schemas.ts';
import { type CardRow, findCards, findRules } from './store.ts';
import { previewTiers } from './tiers/preview-tiers.ts';
import { findScheme, findTiers } from './tiers/store.ts';
import { shapeCard, shapeRule } from './view-value.ts';

const tags = ['loyalty'];
const headers = IdempotencyHeaders;

/** Routes under /api/loyalty that read and change how value is earned. */
export function settingRoutes(app: App, house: House): void {
  ruleRoutes(app, house);
  readingRoutes(app, house);
  cardRoutes(app, house);
  tierRoutes(app, house);
}

function ruleRoutes(app: App, { db }: House): void {
  app.get(
    '/api/loyalty/rules',
    {
      config: { access: 'loyalty.read' },
      schema: {
        operationId: 'listEarningRules',
        tags,
        summary: 'Earning rules, each with its sentence',
        response: { 200: Type.Object({ rules: Type.Array(Rule) }), ...problems },
      },
    },
    (request) => read(db, request, async (tx) => ({ rules: (await findRules(tx)).map(shapeRule) })),
  );
  app.post(
    '/api/loyalty/rules',
    {
      config: { access: 'loyalty.write' },
      schema: {
        operationId: 'addEarningRule',
        tags,
        summary: 'Add an earning rule',
        headers,
        body: RuleToSave,
        response: { 201: Rule, ...problems },
      },
    },
    async (request, reply) => {
      const made = await write(db, request, async (tx) =>
        shapeRule(await saveRule(tx, request.body)),
      );
      return reply.code(201).send(made);
    },
  );
  app.put(
    '/api/loyalty/rules/:ruleId',
    {
      config: { access: 'loyalty.write' },
      schema: {
        operationId: 'changeEarningRule',
        tags,
        summary: 'Change an earning rule; orders keep the terms of their time',
        params: Type.Object({ ruleId: Id('earnRule') }),
        headers,
        body: RuleToSave,
        response: { 200: Rule, ...problems },
      },
    },
    (request) =>
      write(db, request, async (tx) =>
        shapeRule(await saveRule(tx, request.body, parseId('earnRule', request.params.ruleId))),
      ),
  );
}

function readingRoutes(app: App, { db }: House): void {
  app.post(
    '/api/loyalty/rules/read',
    {
      config: { access: 'loyalty.read' },
      schema: {
        operationId: 'readEarningRule',
        tags,
        summary: 'A rule as a sentence, and what it gives for a sample order; nothing is kept',
        body: RuleToRead,
        response: { 200: RuleRead, ...problems },
      },
    },
    (request) => {
      const { kind, terms, sampleMinor: paidMinor = 0, sampleTier: tierCode = null } = request.body;
      return read(db, request, (tx) => {
        checkTerms(kind, terms);
        const said = sentenceOf(kind, terms);
        const points = pointsByRule(kind, terms, {
          placeId: '',
          channel: 'pos',
          orderedAt: tx.now.toZonedDateTimeISO('Asia/Tokyo'),
          lines: [],
          paidMinor,
          tierCode,
          isFirst: kind === 'first_visit',
        });
        return Promise.resolve({ sentenceJa: said.ja, sentenceEn: said.en, points });
      });
    },
  );
  app.post(
    '/api/loyalty/tiers/preview',
    {
      config: { access: 'loyalty.read' },
      schema: {
        operationId: 'previewTiers',
        tags,
        summary: 'How many customers other tiers would lift and lower; nothing is kept',
        body: TierTableShape,
        response: { 200: TiersPreviewed, ...problems },
      },
    },
    (request) => {
      const { tiers, periodMonths, graceDays } = request.body;
      return read(db, request, async (tx) => {
        const seen = await previewTiers(tx, { tiers, scheme: { periodMonths, graceDays } });
        return {
          ...seen,
          now: Object.fromEntries(seen.now),
          proposed: Object.fromEntries(seen.proposed),
        };
      });
    },
  );
}

function toCard(row: CardRow) {
  return {
    ...shapeCard(row),
    terms: row.terms,
    stampDays: row.stamp_days,
    rewardDays: row.reward_days,
    validFrom: row.valid_from?.toString() ?? null,
    isActive: row.is_active,
  };
}

function cardRoutes(app: App, { db }: House): void {
  app.get(
    '/api/loyalty/cards',
    {
      config: { access: 'loyalty.read' },
      schema: {
        operationId: 'listStampCards',
        tags,
        summary: 'Stamp cards, also those that are over',
        response: { 200: Type.Object({ cards: Type.Array(Card) }), ...problems },
      },
    },
    (request) => read(db, request, async (tx) => ({ cards: (await findCards(tx)).map(toCard) })),
  );
  app.post(
    '/api/loyalty/cards',
    {
      config: { access: 'loyalty.write' },
      schema: {
        operationId: 'addStampCard',
        tags,
        summary: 'Add a stamp card',
        headers,
        body: CardToSave,
        response: { 201: Card, ...problems },
      },
    },
    async (request, reply) => {
      const made = await write(db, request, async (tx) => toCard(await saveCard(tx, request.body)));
      return reply.code(201).send(made);
    },
  );
  app.put(
    '/api/loyalty/cards/:cardId',
    {
      config: { access: 'loyalty.write' },
      schema: {
        operationId: 'changeStampCard',
        tags,
        summary: 'Change a stamp card; its code and size stay',
        params: Type.Object({ cardId: Id('stampCard') }),
        headers,
        body: CardToSave,
        response: { 200: Card, ...problems },
      },
    },
    (request) =>
      write(db, request, async (tx) =>
        toCard(await saveCard(tx, request.body, parseId('stampCard', request.params.cardId))),
      ),
  );
}

function tierRoutes(app: App, { db }: House): void {
  app.get(
    '/api/loyalty/tiers',
    {
      config: { access: 'loyalty.read' },
      schema: {
        operationId: 'getTiers',
        tags,
        summary: 'Tiers, their period and days of grace',
        response: { 200: TierTableShape, ...problems },
      },
    },
    (request) =>
      read(db, request, async (tx) => ({
        ...(await findScheme(tx)),
        tiers: (await findTiers(tx)).map((row) => ({
          code: row.code,
          nameJa: row.name_ja,
          nameEn: row.name_en,
          thresholdMinor: row.threshold_minor,
        })),
      })),
  );
  app.put(
    '/api/loyalty/tiers',
    {
      config: { access: 'loyalty.write' },
      schema: {
        operationId: 'setTiers',
        tags,
        summary: 'Set all tiers at once',
        headers,
        body: TierTableShape,
        response: { 200: TierTableShape, ...problems },
      },
    },
    (request) =>
      write(db, request, async (tx) => {
        await saveTiers(tx, request.body);
        return request.body;
      }),
  );
}
