// What is kept how long without a reason to keep it longer. The rules run by themselves every night, in small
// transactions; each erasure is in the book with the reason `retention`. Orders and postings stay: the law wants them
// for seven years, and they name nobody.

import { eraseCustomerRecords, listForgottenRecords } from '#customers';
import { dayOf } from '#kernel/clock';
import type { Database } from '#kernel/db';
import { type Tx, transaction } from '#kernel/transaction';
import { endProvisions } from '#privacy';
import { rightsRefusals } from './errors.ts';
import { findRuleRows, putRuleRow } from './store.ts';

type Rule = {
  readonly days: number;
  /** A house may not go below: one hand at a setting must not erase everybody overnight. */
  readonly leastDays: number;
  readonly kinds: readonly ('guest' | 'device' | 'account' | 'customer' | 'card' | 'messenger')[];
};

/** Days since anything last happened with a record of these kinds. */
export const retentionRules = {
  // Browsers and apps that agreed to be known: short-lived, like the identifier itself.
  analytics_ids: { days: 395, leastDays: 1, kinds: ['device'] },
  guests: { days: 1095, leastDays: 180, kinds: ['guest'] },
  members: {
    days: 3650,
    leastDays: 730,
    kinds: ['account', 'customer', 'card', 'messenger'],
  },
} as const satisfies Readonly<Record<string, Rule>>;
export type RetentionRule = keyof typeof retentionRules;

const chunkSize = 200;

function isRule(word: string): word is RetentionRule {
  return Object.hasOwn(retentionRules, word);
}

/** The rules with the days of this house. */
export async function showRules(
  tx: Tx,
): Promise<{ rule: RetentionRule; days: number; leastDays: number }[]> {
  const own = await findRuleRows(tx);
  return Object.entries(retentionRules).flatMap(([rule, { days, leastDays }]) =>
    isRule(rule) ? [{ rule, days: own.get(rule) ?? days, leastDays }] : [],
  );
}

/** Refuses with rights.rule_unknown, rights.rule_too_short. */
export async function setRule(tx: Tx, rule: string, days: number): Promise<void> {
  if (!isRule(rule)) {
    throw rightsRefusals.rule_unknown();
  }
  const { leastDays } = retentionRules[rule];
  if (days < leastDays) {
    throw rightsRefusals.rule_too_short({ least: leastDays });
  }
  await putRuleRow(tx, rule, days);
}

/** Lets every rule do its work; answers how many records went, by rule. */
export async function runRetention(db: Database): Promise<Record<string, number>> {
  const actor = 'job:rights.retention';
  const rules = await transaction(db, { actor }, showRules);
  const gone: Record<string, number> = {};
  // Under `service` whoever has stopped every use would seem to have done nothing for years.
  const purpose = 'duty';
  for (const { rule, days } of rules) {
    const before = db.clock.now().subtract({ hours: 24 * days });
    const { kinds } = retentionRules[rule];
    let erased: number;
    do {
      erased = await transaction(db, { actor, purpose, timeoutMs: 30_000 }, async (tx) => {
        const ids = await listForgottenRecords(tx, { kinds, before, limit: chunkSize });
        return (await eraseCustomerRecords(tx, ids, 'retention')).size;
      });
      gone[rule] = (gone[rule] ?? 0) + erased;
    } while (erased === chunkSize);
  }
  const today = dayOf(db.clock.now(), db.timeZone);
  gone.provisions = await transaction(db, { actor }, (tx) => endProvisions(tx, today));
  return gone;
}
