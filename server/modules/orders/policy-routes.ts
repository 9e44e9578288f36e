// How the house sells, as the owner sets it.
import { type Static, Type } from 'typebox';
import { type App, read, write } from '#kernel/http';
import type { House } from '#kernel/module';
import { IdempotencyHeaders, Instant, Nullable, problems } from '#kernel/schemas';
import { ordersRefusals } from './errors.ts';
import { findKeptPolicy, type KeptPolicy, savePolicy } from './store/policy.ts';

const tags = ['orders'];

const terms = {
  taxRounding: Type.Union([Type.Literal('floor'), Type.Literal('half_up'), Type.Literal('ceil')], {
    description: 'Of the tax of a rate, once on each receipt.',
  }),
  pointsAs: Type.Union([Type.Literal('discount'), Type.Literal('payment')], {
    description: 'Own points lower the price and its tax (値引き), or pay it.',
  }),
  pointValueMinor: Type.Integer({ minimum: 1, maximum: 1_000_000 }),
  pointPerMinor: Type.Integer({
    minimum: 0,
    maximum: 1_000_000_000,
    description: 'One point for every so much; 0 gives none.',
  }),
  pointBase: Type.Union([Type.Literal('net'), Type.Literal('gross')], {
    description: 'Of what was paid without tax, or with it.',
  }),
  pointDays: Nullable(
    Type.Integer({ minimum: 1, maximum: 36_500, description: 'Until points expire.' }),
  ),
  refundOrder: Type.Union([Type.Literal('last_first'), Type.Literal('first_first')], {
    description: 'Which of several means of payment gives money back first.',
  }),
};
const Policy = Type.Object({ ...terms, changedAt: Instant }, { additionalProperties: false });
const PolicyToSet = Type.Object(
  {
    ...terms,
    changedAt: Type.Optional(
      Type.String({
        format: 'date-time',
        description: 'Of the policy that was looked at; another one since is not written over.',
      }),
    ),
  },
  { additionalProperties: false },
);

export function policyRoutes(app: App, { db }: House): void {
  app.get(
    '/api/orders/policy',
    {
      config: { access: 'orders.read' },
      schema: {
        operationId: 'getSalesPolicy',
        tags,
        summary: 'How tax is rounded, points are given and money goes back',
        response: { 200: Policy, ...problems },
      },
    },
    (request) => read(db, request, async (tx) => shape(await findKeptPolicy(tx))),
  );

  app.put(
    '/api/orders/policy',
    {
      config: { access: 'house.write' },
      schema: {
        operationId: 'setSalesPolicy',
        tags,
        summary: 'Change it, from the next order on; orders keep the terms they were placed under',
        headers: IdempotencyHeaders,
        body: PolicyToSet,
        response: { 200: Policy, ...problems },
      },
    },
    (request) =>
      write(db, request, async (tx) => {
        const { changedAt, ...policy } = request.body;
        const seenAt = changedAt === undefined ? undefined : Temporal.Instant.from(changedAt);
        const saved = await savePolicy(tx, policy, seenAt);
        if (saved === undefined) {
          throw ordersRefusals.setting_changed();
        }
        return shape(saved);
      }),
  );
}

function shape({ changedAt, ...policy }: KeptPolicy): Static<typeof Policy> {
  return { ...policy, changedAt: changedAt.toString() };
}
