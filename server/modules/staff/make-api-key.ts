import { formatId, formatOptionalId } from '#kernel/ids';
import { createApiKey } from '#kernel/sessions';
import type { Tx } from '#kernel/transaction';
import { staffApiKeyMade } from './events.ts';

/** Makes the key of a connected system. The token is answered once and kept only as a hash. */
export async function makeApiKey(
  tx: Tx,
  key: {
    readonly name: string;
    readonly roles: readonly string[];
    /** uuid */
    readonly placeId: string | null;
  },
): Promise<{ readonly id: string; readonly token: string }> {
  const made = await createApiKey(tx, key);
  const apiKeyId = formatId('apikey', made.id);
  tx.emit(
    staffApiKeyMade.make(
      apiKeyId,
      { apiKeyId, roles: [...key.roles], placeId: formatOptionalId('place', key.placeId) },
      { placeId: key.placeId },
    ),
  );
  return made;
}
