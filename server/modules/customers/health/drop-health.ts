import { type Tx, underPurpose } from '#kernel/transaction';
import { dropNoteRows } from './store.ts';

/**
 * When she takes `health` back nothing of it is kept, also while every use is stopped; to be called while the masks are
 * still as they were.
 */
export function dropHealth(tx: Tx, recordIds: readonly string[]): Promise<void> {
  return underPurpose(tx, 'duty', (duty) =>
    underPurpose(duty, 'health', (under) => dropNoteRows(under, recordIds)),
  );
}
