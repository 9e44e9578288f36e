// Balances of another system become opening lots with their expiry and source. What the file holds and what
// the ledger holds for this run is compared at the end of every run.
import { ensureRecords } from '#customers';
import type { Tx } from '#kernel/transaction';
import { importOpeningLots, type OpeningRow } from '#ledger';
import { importsRefusals } from '../errors.ts';
import type { ChunkOutcome, KindContext, RowOutcome } from '../importer.ts';

export type OpeningAmount = {
  readonly row: number;
  /** The unit of account: `points`, `stamp:<card>`, `gift:JPY`. */
  readonly unit: string;
  readonly amount: number;
  readonly expiresAt: Temporal.Instant | null;
  readonly owner: { readonly customerKey: string } | { readonly bearerId: string };
};

/** The lots' source: the system they come from and the run that brought them. */
export function sourceOfLots(context: KindContext): string {
  return `${context.source}#${context.runId}`;
}

/** Books opening lots; one outcome a row, and the sum by unit. */
export async function bookOpenings(
  tx: Tx,
  context: KindContext,
  openings: readonly OpeningAmount[],
): Promise<ChunkOutcome> {
  const keys = openings.flatMap(({ owner }) =>
    'customerKey' in owner ? [{ key: owner.customerKey }] : [],
  );
  const records =
    keys.length === 0 ? undefined : await ensureRecords(tx, { source: context.source }, keys);
  const outcomes = new Map<number, RowOutcome>();
  const sums: Record<string, number> = {};
  const units = new Set(openings.map((each) => each.unit));
  for (const unit of units) {
    const rows = openings
      .filter((each) => each.unit === unit)
      .map(({ row, amount, expiresAt, owner }): OpeningRow => {
        const whose =
          'bearerId' in owner
            ? { bearerId: owner.bearerId }
            : { recordId: records?.get(owner.customerKey)?.recordId ?? '' };
        return { row, amount, expiresAt, ...whose };
      });
    const booked = await importOpeningLots(tx, { source: sourceOfLots(context), unit }, rows);
    sums[`sum ${unit}`] = booked.addedAmount;
    for (const each of booked.outcomes) {
      outcomes.set(each.row, toOutcome(each.outcome, each.refusal));
    }
  }
  return {
    rows: openings.map((each) => outcomes.get(each.row) ?? { kind: 'accepted' }),
    recordIds: records === undefined ? [] : [...records.values()].map((each) => each.recordId),
    sums,
  };
}

/** Compares the file's sums with the ledger's; refuses with imports.proof_failed. */
export async function proveOpenings(
  tx: Tx,
  context: KindContext,
  sums: Readonly<Record<string, number>>,
): Promise<Record<string, unknown>> {
  const proof: Record<string, unknown> = {};
  for (const [name, file] of Object.entries(sums)) {
    if (name.startsWith('sum ')) {
      const unit = name.slice('sum '.length);
      const booked = await importOpeningLots(tx, { source: sourceOfLots(context), unit }, []);
      if (booked.amount !== file) {
        throw importsRefusals.proof_failed({ file, ledger: booked.amount });
      }
      proof[`proved ${unit}`] = booked.amount;
    }
  }
  return proof;
}

function toOutcome(
  outcome: 'accepted' | 'unchanged' | 'rejected',
  refusal: { readonly code: string; readonly ja: string; readonly en: string } | null,
): RowOutcome {
  if (outcome === 'rejected' && refusal !== null) {
    return { kind: 'rejected', code: refusal.code, ja: refusal.ja, en: refusal.en };
  }
  return { kind: outcome === 'unchanged' ? 'unchanged' : 'accepted' };
}
