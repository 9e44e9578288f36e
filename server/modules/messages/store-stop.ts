// SQL by which what is sent to her follows a stop of use: her browsers take no more push messages, and what was queued
// for anything but what she ordered or booked is not sent. News of an open order goes out: that is owed to her.
import { statement } from '#kernel/db';
import { maskOf, stoppedMask } from '#kernel/purposes';
import { maskFollower, type StopFollower } from '#privacy';

const devices = maskFollower('messages', [
  {
    table: 'messages.push_device',
    shut: statement<object>(`
      UPDATE messages.push_device SET consent = ${stoppedMask}
      WHERE record_id = ANY ($1::uuid[]) AND consent <> ${stoppedMask}`),
    open: statement<object>(`
      UPDATE messages.push_device SET consent = ${maskOf(['marketing_push'])}
      WHERE record_id = ANY ($1::uuid[]) AND consent = ${stoppedMask}`),
  },
]);
const cancelAdvertising = statement<object>(`
  UPDATE messages.message SET state = 'cancelled', next_try_at = NULL, failure_code = 'no_consent'
  WHERE record_id = ANY ($1::uuid[]) AND purpose <> 'service' AND state = 'queued'`);

export const messagesStop: StopFollower = {
  ...devices,
  stop: async (tx, recordIds) => {
    await devices.stop(tx, recordIds);
    await tx.run(cancelAdvertising, [recordIds]);
  },
};
