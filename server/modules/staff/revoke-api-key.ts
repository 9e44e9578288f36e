import { formatId } from '#kernel/ids';
import { endApiKey } from '#kernel/sessions';
import type { Tx } from '#kernel/transaction';
import { staffRefusals } from './errors.ts';
import { staffApiKeyEnded } from './events.ts';

/** Takes the key of a connected system out (uuid). Refuses with staff.api_key_unknown. */
export async function revokeApiKey(tx: Tx, id: string): Promise<void> {
  if (!(await endApiKey(tx, id))) {
    throw staffRefusals.api_key_unknown();
  }
  const apiKeyId = formatId('apikey', id);
  tx.emit(staffApiKeyEnded.make(apiKeyId, { apiKeyId }, {}));
}
