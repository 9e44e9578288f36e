// SQL of a person's ways in, for her.
import { statement } from '#kernel/db';

export const passkeysOf = statement<object>(`
  SELECT created_at, used_at, is_backed_up, about FROM accounts.passkey
  WHERE record_id = ANY ($1::uuid[]) ORDER BY created_at`);
export const outsideLoginsOf = statement<object>(`
  SELECT provider, made_at FROM accounts.outside_login WHERE record_id = ANY ($1::uuid[]) ORDER BY made_at`);
export const signUpsOf = statement<object>(`
  SELECT source, signed_up_at FROM accounts.sign_up WHERE record_id = ANY ($1::uuid[]) ORDER BY signed_up_at`);
export const addressesOf = statement<{
  record_id: string;
  sealed: Buffer;
  is_default: boolean;
  changed_at: Temporal.Instant;
}>(`
  SELECT record_id, sealed, is_default, changed_at FROM accounts.address
  WHERE record_id = ANY ($1::uuid[]) ORDER BY created_at, id`);
