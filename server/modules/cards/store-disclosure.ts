// SQL of a person's card and the phones that show it, for her.
import { statement } from '#kernel/db';

export const cardsOf = statement<object>(`
  SELECT number, created_at FROM cards.card WHERE record_id = ANY ($1::uuid[]) ORDER BY created_at`);
export const phonesOf = statement<object>(`
  SELECT p.created_at, p.last_day, p.taken_back_at FROM cards.phone p JOIN cards.card c ON c.number = p.number
  WHERE c.record_id = ANY ($1::uuid[]) ORDER BY p.created_at`);
export const claimsOf = statement<object>(`
  SELECT created_at, expires_at FROM cards.claim
  WHERE record_id = ANY ($1::uuid[]) OR target_id = ANY ($1::uuid[]) ORDER BY created_at`);
