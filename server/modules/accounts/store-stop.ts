// SQL by which her address book follows a stop of use.
import { statement } from '#kernel/db';
import { purposes, stoppedMask } from '#kernel/purposes';
import { maskFollower } from '#privacy';

export const accountsStop = maskFollower('accounts', [
  {
    table: 'accounts.address',
    shut: statement<object>(`
      UPDATE accounts.address SET consent = ${stoppedMask}
      WHERE record_id = ANY ($1::uuid[]) AND consent <> ${stoppedMask}`),
    open: statement<object>(`
      UPDATE accounts.address SET consent = ${purposes.service.bit}
      WHERE record_id = ANY ($1::uuid[]) AND consent = ${stoppedMask}`),
  },
]);
