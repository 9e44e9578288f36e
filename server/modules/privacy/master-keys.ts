// Rotation of the master key. A new key becomes the current one in the key store; a job wraps the record
// keys under it, in chunks, while the house works; then the old one may be retired. Profiles are not
// touched: they are sealed under record keys, which stay the same.
import type { Database, Executor } from '#kernel/db';
import { openKeyStore, saveKeyStore, withNewMasterKey, withoutMasterKey } from '#kernel/key-store';
import { resealSecrets } from '#kernel/sealed-secrets';
import { type MasterKeys, unwrapRecordKey, wrapRecordKey } from '#kernel/sealing';
import { type Tx, transaction } from '#kernel/transaction';
import { privacyRefusals } from './errors.ts';
import { privacyKeysRewrapped } from './events.ts';
import { countKeyRows, replaceKeyRows, takeKeyRowsOfOthers } from './store.ts';

const chunkSize = 1000;

/**
 * Puts a new current master key into the key store of `home` and answers the store. A process reads the key
 * store when it starts, and one that has not seen the new key cannot read what is wrapped by it: start
 * every process again after a rotation. Then `privacy.rewrap` does the rest by itself.
 */
export function rotateMasterKey(home: string): MasterKeys {
  const rotated = withNewMasterKey(openKeyStore(home));
  saveKeyStore(home, rotated);
  return rotated;
}

/**
 * Takes a master key out of the key store for good, after sealing anew what is still under it. Refuses with
 * privacy.master_in_use while record keys are wrapped by it, with privacy.master_current for the one in use.
 * Back-ups older than the rotation need it still: keep its copy as long as them, no longer.
 */
export async function retireMasterKey(
  db: Database,
  home: string,
  masterId: number,
): Promise<MasterKeys> {
  const masters = openKeyStore(home);
  if (masters.currentId === masterId) {
    throw privacyRefusals.master_current({ masterId });
  }
  const use = (await countKeyRows(db)).find((row) => row.master_id === masterId);
  if (use !== undefined) {
    throw privacyRefusals.master_in_use({ masterId, records: use.records });
  }
  await resealSecrets(db);
  const kept = withoutMasterKey(masters, masterId);
  saveKeyStore(home, kept);
  return kept;
}

/** How many record keys each master key wraps. */
export async function masterKeyUse(executor: Executor): Promise<Map<number, number>> {
  return new Map((await countKeyRows(executor)).map((row) => [row.master_id, row.records]));
}

/** Wraps a chunk of record keys under the current master key; answers how many. */
async function rewrapChunk(tx: Tx): Promise<number> {
  const rows = await takeKeyRowsOfOthers(tx, tx.masters.currentId, chunkSize);
  if (rows.length > 0) {
    const keys = rows.map((row) => {
      const old = { masterId: row.master_id, wrapped: row.wrapped };
      const key = unwrapRecordKey(tx.masters, row.record_id, old);
      return {
        recordId: row.record_id,
        wrapped: wrapRecordKey(tx.masters, row.record_id, key).wrapped,
      };
    });
    await replaceKeyRows(tx, keys, tx.masters.currentId);
  }
  return rows.length;
}

/**
 * Wraps every record key under the current master key, a chunk a transaction, and announces
 * `privacy.keys_rewrapped` with the master keys that wrap nothing any more. A process that has not been
 * started again since a rotation leaves the keys of the newer master alone, since it cannot read them.
 */
export async function rewrapKeys(
  db: Database,
): Promise<{ readonly rewrapped: number; readonly retirable: readonly number[] }> {
  const newest = Math.max(db.masters.currentId, ...(await masterKeyUse(db)).keys());
  if (newest > db.masters.currentId) {
    return { rewrapped: 0, retirable: [] };
  }
  const options = { actor: 'job:privacy.rewrap', timeoutMs: 30_000 } as const;
  let rewrapped = 0;
  for (;;) {
    const chunk = await transaction(db, options, (tx) => rewrapChunk(tx));
    rewrapped += chunk;
    if (chunk < chunkSize) {
      break;
    }
  }
  return transaction(db, options, async (tx) => {
    const use = await masterKeyUse(tx);
    const retirable = [...tx.masters.keys.keys()].filter(
      (id) => id !== tx.masters.currentId && !use.has(id),
    );
    if (rewrapped > 0) {
      const masterId = tx.masters.currentId;
      tx.emit(
        privacyKeysRewrapped.make(`master_key:${masterId}`, { masterId, rewrapped, retirable }),
      );
    }
    return { rewrapped, retirable };
  });
}
