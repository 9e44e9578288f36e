// The ledger at the edge: statements, adjustments by hand within limits, and the proof.
import { Type } from 'typebox';
import { findRecords, refuseStopped, refuseStoppedRows } from '#customers';
import { type App, lookAt, read, write } from '#kernel/http';
import { formatId, parseId } from '#kernel/ids';
import type { House } from '#kernel/module';
import { Id, IdempotencyHeaders, problems } from '#kernel/schemas';
import { logOpenPage } from '#privacy';
import { adjustValue } from './adjust.ts';
import { ledgerRefusals } from './errors.ts';
import {
  AdjustmentMade,
  LiabilityReport,
  NewAdjustment,
  Proof,
  ProofQuery,
  Statement,
} from './schemas.ts';
import { reportLiability } from './store-lots.ts';
import { balancesOf, listStatement, type Period, proveLedger } from './views.ts';

const tags = ['ledger'];

/** Routes under /api/ledger. */
export function ledgerRoutes(app: App, house: House): void {
  reading(app, house);
  adjusting(app, house);
  proving(app, house);
  owing(app, house);
}

function reading(app: App, { db }: House): void {
  app.get(
    '/api/ledger/records/:recordId',
    {
      config: { access: 'ledger.read' },
      schema: {
        operationId: 'getStatement',
        tags,
        summary: "A record's balances and its statement, newest first",
        params: Type.Object({ recordId: Id('record') }),
        querystring: Type.Object({
          before: Type.Optional(Id('posting')),
          limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 200 })),
        }),
        response: { 200: Statement, ...problems },
      },
    },
    async (request) => {
      const recordId = parseId('record', request.params.recordId);
      const { before } = request.query;
      const limit = request.query.limit ?? 50;
      const beforeId = before === undefined ? null : parseId('posting', before);
      const { balances, lines } = await lookAt(db, request, async (tx) => {
        const known = await findRecords(tx, [recordId]);
        refuseStoppedRows(tx, [...known.values()]);
        await logOpenPage(tx, [...known.keys()], 'ledger.statement');
        return {
          balances: await balancesOf(tx, [recordId]),
          lines: await listStatement(tx, [recordId], beforeId, limit + 1),
        };
      });
      const page = lines.slice(0, limit);
      const last = page.at(-1);
      return {
        recordId: request.params.recordId,
        balances: balances.map((balance) => ({
          unit: balance.unit,
          pending: balance.pending,
          available: balance.available,
          reserved: balance.reserved,
          overdraft: balance.overdraft,
          nextExpiry:
            balance.nextExpiry === null
              ? null
              : { at: balance.nextExpiry.at.toString(), amount: balance.nextExpiry.amount },
        })),
        lines: page.map((line) => ({
          setId: formatId('posting', line.set_id),
          kind: line.kind,
          unit: line.unit,
          amount: line.amount,
          balance: line.balance,
          reference: line.reference,
          reason: line.reason,
          occurredAt: line.occurred_at.toString(),
          businessDay: line.business_day.toString(),
          expiresAt: line.expires_at?.toString() ?? null,
        })),
        next: lines.length > limit && last !== undefined ? formatId('posting', last.set_id) : null,
      };
    },
  );
}

function adjusting(app: App, { db }: House): void {
  app.post(
    '/api/ledger/adjustments',
    {
      config: { access: 'ledger.write' },
      schema: {
        operationId: 'adjustValue',
        tags,
        summary: 'Give or take value by hand, with a reason and up to a limit',
        headers: IdempotencyHeaders,
        body: NewAdjustment,
        response: { 201: AdjustmentMade, ...problems },
      },
    },
    async (request, reply) => {
      const { recordId, unit, amount, reason, expiresAt, placeId } = request.body;
      const ownerId = parseId('record', recordId);
      const { roles } = request.principal;
      const made = await write(db, request, async (tx) => {
        await refuseStopped(tx, [ownerId]);
        const answer = await adjustValue(tx, {
          account: { ownerKind: 'record', ownerId, unit },
          amount,
          reason,
          expiresAt:
            expiresAt === undefined || expiresAt === null ? null : Temporal.Instant.from(expiresAt),
          placeId: placeId === undefined ? null : parseId('place', placeId),
          roles,
        });
        if (answer.setId === null) {
          throw ledgerRefusals.amount_invalid();
        }
        return { setId: formatId('posting', answer.setId), unit, amount };
      });
      return reply.code(201).send(made);
    },
  );
}

function proving(app: App, { db }: House): void {
  app.get(
    '/api/ledger/proof',
    {
      config: { access: 'ledger.read' },
      schema: {
        operationId: 'proveLedger',
        tags,
        summary: 'Whether postings, balances, lots and reservations agree',
        querystring: ProofQuery,
        response: { 200: Proof, ...problems },
      },
    },
    async (request) => {
      const { from, to } = request.query;
      const proof = await read(db, request, (tx) => proveLedger(tx, periodOf(from, to)), {
        timeoutMs: 60_000,
      });
      return {
        isEqual: proof.isEqual,
        differences: [...proof.differences],
        units: [...proof.units],
      };
    },
  );
}

/** An open end is the beginning or the end of time. */
function periodOf(from: string | undefined, to: string | undefined): Period | undefined {
  return from === undefined && to === undefined
    ? undefined
    : {
        from: Temporal.PlainDate.from(from ?? '1970-01-01'),
        to: Temporal.PlainDate.from(to ?? '9999-12-31'),
      };
}

function owing(app: App, { db }: House): void {
  app.get(
    '/api/ledger/liability',
    {
      config: { access: 'ledger.read' },
      schema: {
        operationId: 'reportLiability',
        tags,
        summary: 'What the house owes in value, by unit and month of expiry',
        querystring: Type.Object({ timeZone: Type.Optional(Type.String({ maxLength: 60 })) }),
        response: { 200: LiabilityReport, ...problems },
      },
    },
    async (request) => {
      const timeZone = request.query.timeZone ?? 'Asia/Tokyo';
      if (!Intl.supportedValuesOf('timeZone').includes(timeZone) && timeZone !== 'UTC') {
        throw ledgerRefusals.time_zone_unknown({ timeZone });
      }
      return read(db, request, async (tx) => {
        const { months, debts, expired } = await reportLiability(tx, timeZone);
        return {
          at: tx.now.toString(),
          months: [...months],
          debts: [...debts],
          expired: [...expired],
        };
      });
    },
  );
}
