// SQL by which receivers of her gifts follow a stop of use: what is open keeps its own row, since it is carried out; what is over
// follows.
import { statement } from '#kernel/db';
import { purposes, stoppedMask } from '#kernel/purposes';
import { maskFollower } from '#privacy';

export const giftsStop = maskFollower('gifts', [
  {
    table: 'gifts.receiver',
    shut: statement<object>(`
      UPDATE gifts.receiver c SET consent = ${stoppedMask} FROM gifts.gift p
      WHERE c.record_id = ANY ($1::uuid[]) AND c.consent <> ${stoppedMask} AND p.id = c.gift_id
        AND p.state IN ('claimed', 'revoked', 'expired', 'void')`),
    open: statement<object>(`
      UPDATE gifts.receiver SET consent = ${purposes.service.bit}
      WHERE record_id = ANY ($1::uuid[]) AND consent = ${stoppedMask}`),
  },
]);
