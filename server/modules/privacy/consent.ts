// Consent as a book: every decision is a row that stays, the newest of a record and purpose counts. What a
// decision means for the rows of a customer is the customers module's matter (`changeConsents` there).
import type { Database } from '#kernel/db';
import { formatId, newId } from '#kernel/ids';
import { type Purpose, purposes } from '#kernel/purposes';
import { seal } from '#kernel/sealing';
import type { Tx } from '#kernel/transaction';
import { privacyConsentChanged } from './events.ts';
import { purposeTexts } from './purpose-texts.ts';
import { loadRecordKeys } from './record-keys.ts';
import {
  type ConsentToInsert,
  findDecisionRows,
  insertConsentRows,
  insertTextRows,
  upsertPurposeRows,
} from './store.ts';

export type ConsentDecision = {
  /** Given by a caller that may repeat itself (an import): the same id is one decision. */
  readonly id?: string;
  readonly recordId: string;
  readonly purpose: Purpose;
  readonly decision: 'given' | 'withdrawn';
  /** The version of the text she saw; ours of today unless told. */
  readonly textVersion?: string;
  readonly language?: 'ja' | 'en';
  /** web, app, line, till, paper, import … */
  readonly channel: string;
  readonly placeId?: string | null;
  readonly decidedAt?: Temporal.Instant;
  /** Proof, sealed under the record's key. */
  readonly evidence?: Readonly<Record<string, unknown>>;
};

/** Decisions of one record: purpose → given or withdrawn; a purpose never asked for is missing. */
export type Decisions = ReadonlyMap<Purpose, 'given' | 'withdrawn'>;

/** Whether a word is a purpose of the house. */
export function isPurpose(word: string): word is Purpose {
  return Object.hasOwn(purposes, word);
}

/**
 * Purposes that live by her consent. `service` is what she asked for herself, stopped and lifted as a whole; `duty` is
 * what contract and law demand, and nobody's to give.
 */
export const agreeable: readonly Purpose[] = (Object.keys(purposes) as Purpose[]).filter(
  (each) => each !== 'service' && each !== 'duty',
);

/**
 * Appends decisions and announces `privacy.consent_changed` for each new one. Refuses nothing; a record
 * without a key (erased) is left out. Answers the records that have new decisions.
 */
export async function appendConsents(
  tx: Tx,
  decisions: readonly ConsentDecision[],
): Promise<string[]> {
  const keys = await loadRecordKeys(tx, [...new Set(decisions.map((each) => each.recordId))]);
  const rows = decisions.flatMap((each): ConsentToInsert[] => {
    const key = keys.get(each.recordId);
    return key === undefined ? [] : [toRow(tx, each, key)];
  });
  if (rows.length === 0) {
    return [];
  }
  const fresh = await insertConsentRows(tx, rows);
  const made = rows.filter((row) => fresh.has(row.id));
  for (const row of made) {
    const recordId = formatId('record', row.recordId);
    const { purpose, decision, textVersion } = row;
    tx.emit(
      privacyConsentChanged.make(
        recordId,
        { recordId, consentId: row.id, purpose, decision, textVersion },
        {
          recordId: row.recordId,
          placeId: row.placeId,
          channel: row.channel,
          occurredAt: row.decidedAt,
        },
      ),
    );
  }
  return [...new Set(made.map((row) => row.recordId))];
}

function toRow(tx: Tx, each: ConsentDecision, key: Buffer): ConsentToInsert {
  const { evidence } = each;
  return {
    id: each.id ?? newId(),
    recordId: each.recordId,
    purpose: each.purpose,
    decision: each.decision,
    textVersion: each.textVersion ?? String(purposeTexts[each.purpose].version),
    language: each.language ?? 'ja',
    channel: each.channel,
    placeId: each.placeId ?? null,
    decidedAt: each.decidedAt ?? tx.now,
    evidence: evidence === undefined ? null : seal(key, 'privacy.consent', evidence),
  };
}

/** The decisions that count, by record. */
export async function findDecisions(
  tx: Tx,
  recordIds: readonly string[],
): Promise<Map<string, Decisions>> {
  const found = new Map<string, Map<Purpose, 'given' | 'withdrawn'>>();
  for (const row of await findDecisionRows(tx, recordIds)) {
    if (isPurpose(row.purpose)) {
      const mine = found.get(row.record_id) ?? new Map<Purpose, 'given' | 'withdrawn'>();
      found.set(row.record_id, mine.set(row.purpose, row.decision));
    }
  }
  return found;
}

/** Brings purposes and texts of this release into the database; repeatable. */
export async function preparePurposes(db: Database): Promise<void> {
  const known = Object.entries(purposes).map(([name, { bit, dpv }]) => ({ name, bit, dpv }));
  await upsertPurposeRows(db, known);
  const texts = Object.entries(purposeTexts).map(([purpose, { version, ja, en }]) => ({
    purpose,
    version,
    ja,
    en,
  }));
  await insertTextRows(db, texts, db.clock.now());
}
