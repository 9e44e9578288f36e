// The book of leaks: opened when one is known, every step with who did it and when.
import { formatId, newId } from '#kernel/ids';
import { sealSecret, unsealSecret } from '#kernel/sealing';
import type { Tx } from '#kernel/transaction';
import { privacyRefusals } from './errors.ts';
import { privacyLeakOpened, privacyLeakStep } from './events.ts';
import { clocksOf, type LeakKind, type LeakStep } from './leak.ts';
import {
  findLeakRow,
  insertLeakRow,
  insertLeakStepRow,
  type LeakRow,
  listLeakRows,
  listLeakStepRows,
  storyUse,
} from './store-leaks.ts';

export type LeakToOpen = {
  readonly knownAt: Temporal.Instant;
  readonly happenedAt: Temporal.Instant | null;
  readonly kind: LeakKind;
  readonly cause: string;
  readonly story: string;
  readonly people: number;
  readonly items: readonly string[];
};

/** Opens a leak; answers its id (uuid). */
export async function openLeak(tx: Tx, leak: LeakToOpen): Promise<string> {
  const row = await insertLeakRow(tx, {
    id: newId(),
    known_at: leak.knownAt,
    happened_at: leak.happenedAt,
    kind: leak.kind,
    cause: leak.cause,
    story_sealed: sealSecret(tx.masters, storyUse, leak.story),
    people: leak.people,
    items: [...leak.items],
  });
  const leakId = formatId('leak', row.id);
  tx.emit(privacyLeakOpened.make(leakId, { leakId, kind: row.kind, people: row.people }));
  return row.id;
}

/** Notes that a step is done; a second time changes nothing. Refuses with privacy.leak_unknown. */
export async function noteLeakStep(
  tx: Tx,
  id: string,
  step: LeakStep,
  reference: string | null,
): Promise<void> {
  if ((await findLeakRow(tx, id)) === undefined) {
    throw privacyRefusals.leak_unknown();
  }
  await insertLeakStepRow(tx, id, step, reference);
  const leakId = formatId('leak', id);
  tx.emit(privacyLeakStep.make(leakId, { leakId, step }));
}

/** The book, the newest first, with the clocks as they stand now. */
export async function showLeaks(tx: Tx) {
  const rows = await listLeakRows(tx);
  const steps = await listLeakStepRows(
    tx,
    rows.map((row) => row.id),
  );
  const stepsOf = Map.groupBy(steps, (row) => row.leak_id);
  return rows.map((row) => shapeLeak(tx, row, stepsOf.get(row.id) ?? []));
}

function shapeLeak(tx: Tx, row: LeakRow, steps: Awaited<ReturnType<typeof listLeakStepRows>>) {
  const done = new Set(steps.map((each) => each.step));
  return {
    id: formatId('leak', row.id),
    knownAt: row.known_at.toString(),
    happenedAt: row.happened_at?.toString() ?? null,
    kind: row.kind,
    cause: row.cause,
    story: unsealSecret(tx.masters, storyUse, row.story_sealed),
    people: row.people,
    items: row.items,
    openedBy: row.opened_by,
    clocks: clocksOf({ knownAt: row.known_at, kind: row.kind }, done, tx.now).map((clock) => ({
      step: clock.step,
      state: clock.state,
      dueAt: clock.dueAt?.toString() ?? null,
      warnAt: clock.warnAt?.toString() ?? null,
    })),
    steps: steps.map((each) => ({
      step: each.step,
      doneAt: each.done_at.toString(),
      doneBy: each.done_by,
      reference: each.reference,
    })),
  };
}
