// Rules and stamp cards over HTTP, for headquarters: write, read as sentences, propose, approve, stop, end.
import type { FastifyRequest } from 'fastify';
import { Type } from 'typebox';
import { type App, read, write } from '#kernel/http';
import { parseId } from '#kernel/ids';
import type { House } from '#kernel/module';
import { Id, IdempotencyHeaders, problems } from '#kernel/schemas';
import { moveCard, moveRule } from './move-settings.ts';
import { saveCard, saveRule } from './save-settings.ts';
import {
  Card,
  CardRead,
  CardToRead,
  CardToSave,
  Rule,
  RuleRead,
  RuleToRead,
  RuleToSave,
  SettingMoveWish,
} from './schemas.ts';
import { tierRoutes } from './tiers/routes.ts';
import { readCard, readRule, viewCards, viewRules } from './view-settings.ts';

const tags = ['loyalty'];
const headers = IdempotencyHeaders;
const ruleParams = Type.Object({ ruleId: Id('earnRule') });
const cardParams = Type.Object({ cardId: Id('stampCard') });

/** Routes under /api/loyalty that read and change how value is earned. */
export function settingRoutes(app: App, house: House): void {
  ruleRoutes(app, house);
  cardRoutes(app, house);
  readingRoutes(app, house);
  movingRoutes(app, house);
  tierRoutes(app, house);
}

function by({ principal }: FastifyRequest) {
  return { isOwner: principal.roles.includes('owner') };
}

/** The one that was just written. */
function only<Shape>([one]: readonly Shape[]): Shape {
  if (one === undefined) {
    throw new Error('what was written is not there');
  }
  return one;
}

function ruleRoutes(app: App, { db, config: { currency } }: House): void {
  app.get(
    '/api/loyalty/rules',
    {
      config: { access: 'loyalty.read' },
      schema: {
        operationId: 'listEarningRules',
        tags,
        summary: 'Earning rules, each with its sentence, where it stands and what it meets',
        response: { 200: Type.Object({ rules: Type.Array(Rule) }), ...problems },
      },
    },
    (request) => read(db, request, async (tx) => ({ rules: await viewRules(tx, currency) })),
  );
  app.post(
    '/api/loyalty/rules',
    {
      config: { access: 'loyalty.write' },
      schema: {
        operationId: 'addEarningRule',
        tags,
        summary: 'Add an earning rule, as a draft or, by an owner, at once',
        headers,
        body: RuleToSave,
        response: { 201: Rule, ...problems },
      },
    },
    async (request, reply) => {
      const made = await write(db, request, async (tx) => {
        const { id } = await saveRule(tx, request.body, undefined, by(request));
        return only(await viewRules(tx, currency, id));
      });
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
        summary:
          'Change an earning rule; a draft waits beside it. Orders keep the terms of their time',
        params: ruleParams,
        headers,
        body: RuleToSave,
        response: { 200: Rule, ...problems },
      },
    },
    (request) => {
      const id = parseId('earnRule', request.params.ruleId);
      return write(db, request, async (tx) => {
        await saveRule(tx, request.body, id, by(request));
        return only(await viewRules(tx, currency, id));
      });
    },
  );
}

function cardRoutes(app: App, { db, config: { currency } }: House): void {
  app.get(
    '/api/loyalty/cards',
    {
      config: { access: 'loyalty.read' },
      schema: {
        operationId: 'listStampCards',
        tags,
        summary: 'Stamp cards as sentences, also those that are over',
        response: { 200: Type.Object({ cards: Type.Array(Card) }), ...problems },
      },
    },
    (request) => read(db, request, async (tx) => ({ cards: await viewCards(tx, currency) })),
  );
  app.post(
    '/api/loyalty/cards',
    {
      config: { access: 'loyalty.write' },
      schema: {
        operationId: 'addStampCard',
        tags,
        summary: 'Add a stamp card, as a draft or, by an owner, at once',
        headers,
        body: CardToSave,
        response: { 201: Card, ...problems },
      },
    },
    async (request, reply) => {
      const made = await write(db, request, async (tx) => {
        const { id } = await saveCard(tx, request.body, undefined, by(request));
        return only(await viewCards(tx, currency, id));
      });
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
        summary: 'Change a stamp card; its code stays, and its size once it was approved',
        params: cardParams,
        headers,
        body: CardToSave,
        response: { 200: Card, ...problems },
      },
    },
    (request) => {
      const id = parseId('stampCard', request.params.cardId);
      return write(db, request, async (tx) => {
        await saveCard(tx, request.body, id, by(request));
        return only(await viewCards(tx, currency, id));
      });
    },
  );
}

function readingRoutes(app: App, { db, config: { currency } }: House): void {
  app.post(
    '/api/loyalty/rules/read',
    {
      config: { access: 'loyalty.read' },
      schema: {
        operationId: 'readEarningRule',
        tags,
        summary:
          'A rule as a sentence, tried on a sample order, and what it meets; nothing is kept',
        body: RuleToRead,
        response: { 200: RuleRead, ...problems },
      },
    },
    (request) => {
      const { ruleId, sampleMinor = 0, sampleTier = null, ...wish } = request.body;
      const known = ruleId === undefined ? {} : { id: parseId('earnRule', ruleId) };
      return read(db, request, (tx) =>
        readRule(tx, currency, { ...wish, ...known, sampleMinor, sampleTier }),
      );
    },
  );
  app.post(
    '/api/loyalty/cards/read',
    {
      config: { access: 'loyalty.read' },
      schema: {
        operationId: 'readStampCard',
        tags,
        summary: 'A stamp card as sentences, tried on a sample order, and what it meets',
        body: CardToRead,
        response: { 200: CardRead, ...problems },
      },
    },
    (request) => {
      const { cardId, sampleMinor = 0, samplePieces = 1, ...wish } = request.body;
      const known = cardId === undefined ? {} : { id: parseId('stampCard', cardId) };
      return read(db, request, (tx) =>
        readCard(tx, currency, {
          ...wish,
          ...known,
          stamp_days: wish.stampDays ?? null,
          reward_days: wish.rewardDays ?? 60,
          sampleMinor,
          samplePieces,
        }),
      );
    },
  );
}

function movingRoutes(app: App, { db, config: { currency } }: House): void {
  app.post(
    '/api/loyalty/rules/:ruleId/state',
    {
      config: { access: 'loyalty.write' },
      schema: {
        operationId: 'moveEarningRule',
        tags,
        summary: 'Propose, approve, withdraw, pause, resume or end a rule',
        params: ruleParams,
        headers,
        body: SettingMoveWish,
        response: { 200: Rule, ...problems },
      },
    },
    (request) => {
      const id = parseId('earnRule', request.params.ruleId);
      return write(db, request, async (tx) => {
        await moveRule(tx, id, request.body.to, by(request));
        return only(await viewRules(tx, currency, id));
      });
    },
  );
  app.post(
    '/api/loyalty/cards/:cardId/state',
    {
      config: { access: 'loyalty.write' },
      schema: {
        operationId: 'moveStampCard',
        tags,
        summary: 'Propose, approve, withdraw, pause, resume or end a stamp card',
        params: cardParams,
        headers,
        body: SettingMoveWish,
        response: { 200: Card, ...problems },
      },
    },
    (request) => {
      const id = parseId('stampCard', request.params.cardId);
      return write(db, request, async (tx) => {
        await moveCard(tx, id, request.body.to, by(request));
        return only(await viewCards(tx, currency, id));
      });
    },
  );
}
