// SQL by which contacts of pieces kept follow a stop of use: what is open keeps its own row, since it is carried out; what is over
// follows.
import { statement } from '#kernel/db';
import { purposes, stoppedMask } from '#kernel/purposes';
import { maskFollower } from '#privacy';

export const layawaysStop = maskFollower('layaways', [
  {
    table: 'layaways.contact',
    shut: statement<object>(`
      UPDATE layaways.contact c SET consent = ${stoppedMask} FROM layaways.layaway p
      WHERE c.record_id = ANY ($1::uuid[]) AND c.consent <> ${stoppedMask} AND p.id = c.layaway_id
        AND p.state IN ('collected', 'cancelled', 'expired')`),
    open: statement<object>(`
      UPDATE layaways.contact SET consent = ${purposes.service.bit}
      WHERE record_id = ANY ($1::uuid[]) AND consent = ${stoppedMask}`),
  },
]);
