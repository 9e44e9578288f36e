// Who is in a segment, now. Each page is a transaction under the segment's purpose: the database hands out only those
// who agreed to it, and the conditions narrow them. Whoever withdraws while it runs is not in the pages after.
import { listAgreedCustomers } from '#customers';
import type { Database } from '#kernel/db';
import { type Tx, transaction } from '#kernel/transaction';
import { type Condition, keepFor, type Selected } from './conditions.ts';
import type { SegmentPurpose } from './purposes.ts';

const firstId = '00000000-0000-0000-0000-000000000000';
const pageSize = 500;
/** A look at one page; a hundred thousand customers are two hundred of them. */
const pageMs = 15_000;

export type Selection = {
  readonly purpose: SegmentPurpose;
  readonly conditions: readonly Condition[];
};
export type SelectedPage = {
  readonly customers: readonly Selected[];
  /** Where the next page begins; undefined after the last. */
  readonly next: string | undefined;
};

/** One page of a selection. The transaction must have declared its purpose: the database sees to who agreed. */
export async function selectPage(
  tx: Tx,
  { conditions }: Selection,
  afterId: string,
): Promise<SelectedPage> {
  const agreed = await listAgreedCustomers(tx, afterId, pageSize);
  let customers: readonly Selected[] = agreed;
  for (const condition of conditions) {
    if (customers.length > 0) {
      customers = await keepFor(tx, customers, condition);
    }
  }
  return { customers, next: agreed.length < pageSize ? undefined : agreed.at(-1)?.customerId };
}

/** The pages of a selection, each read by `work` in the transaction that selected it. */
export async function* selectPages<Answer>(
  db: Database,
  selection: Selection,
  actor: string,
  work: (tx: Tx, customers: readonly Selected[]) => Promise<Answer>,
): AsyncIterable<Answer> {
  const options = { purpose: selection.purpose, actor, timeoutMs: pageMs };
  let after: string | undefined = firstId;
  while (after !== undefined) {
    const from: string = after;
    const page = await transaction(db, options, async (tx) => {
      const { customers, next } = await selectPage(tx, selection, from);
      return { answer: await work(tx, customers), next };
    });
    yield page.answer;
    after = page.next;
  }
}

/** How many are in it; counting ends at `most`. */
export async function countSelected(
  db: Database,
  selection: Selection,
  actor: string,
  most: number,
): Promise<{ readonly customers: number; readonly isMore: boolean }> {
  let customers = 0;
  const pages = selectPages(db, selection, actor, (_tx, found) => Promise.resolve(found.length));
  for await (const found of pages) {
    customers += found;
    if (customers > most) {
      return { customers: most, isMore: true };
    }
  }
  return { customers, isMore: false };
}
