// Somebody who has just joined, straight into the database of a house that runs: for stories that begin after it.
import { openAccount, openSession } from '#customers';
import { openDatabase } from '#kernel/db';
import { openKeyStore } from '#kernel/key-store';
import { silentLogger } from '#kernel/logger';
import { transaction } from '#kernel/transaction';
import { databaseUrlOf } from './real-server.ts';

/** Answers her session's token, the value of the cookie `engawa_customer`. With an address, it stands in her profile. */
export async function signUp(home: string, email?: string): Promise<string> {
  const db = await openDatabase({
    url: databaseUrlOf(home),
    log: silentLogger,
    masters: openKeyStore(home),
    connectionsMax: 1,
  });
  try {
    const session = await transaction(db, {}, async (tx) => {
      const profile = email === undefined ? {} : { email };
      const recordId = await openAccount(tx, { channel: 'web', profile });
      return openSession(tx, { recordId, isNew: true, method: 'passkey' });
    });
    return session.token;
  } finally {
    await db.close();
  }
}
