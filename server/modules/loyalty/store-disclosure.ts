// SQL of what a person earned, took and whom she was invited by, for her.
import { statement } from '#kernel/db';

export const earningsOf = statement<object>(`
  SELECT unit, amount, is_pending, changed_at FROM loyalty.earning
  WHERE record_id = ANY ($1::uuid[]) ORDER BY changed_at DESC LIMIT 10000`);
export const givenTo = statement<object>(`
  SELECT at, unit, amount, actor FROM loyalty.given WHERE record_id = ANY ($1::uuid[]) ORDER BY at DESC LIMIT 10000`);
export const rewardsOf = statement<object>(`
  SELECT choice, taken_at FROM loyalty.reward WHERE record_id = ANY ($1::uuid[]) ORDER BY taken_at DESC LIMIT 10000`);
export const invitesOf = statement<object>(
  'SELECT code, created_at FROM loyalty.invite WHERE record_id = ANY ($1::uuid[]) ORDER BY created_at',
);
export const invitedOf = statement<object>(
  'SELECT accepted_at FROM loyalty.invited WHERE record_id = ANY ($1::uuid[]) ORDER BY accepted_at',
);
export const toldMasterOf = statement<object>(`
  SELECT wanted, spent, earned, changed_at FROM loyalty.master_subject
  WHERE record_id = ANY ($1::uuid[]) ORDER BY changed_at DESC LIMIT 10000`);
