// SQL by which what clerks wrote of her follows a stop of use.
import { statement } from '#kernel/db';
import { purposes, stoppedMask } from '#kernel/purposes';
import { maskFollower } from '#privacy';

export const floorStop = maskFollower('floor', [
  {
    table: 'floor.note',
    shut: statement<object>(`
      UPDATE floor.note SET consent = ${stoppedMask}
      WHERE record_id = ANY ($1::uuid[]) AND consent <> ${stoppedMask}`),
    open: statement<object>(`
      UPDATE floor.note SET consent = ${purposes.service.bit}
      WHERE record_id = ANY ($1::uuid[]) AND consent = ${stoppedMask}`),
  },
  {
    table: 'floor.follow_up',
    shut: statement<object>(`
      UPDATE floor.follow_up SET consent = ${stoppedMask}
      WHERE record_id = ANY ($1::uuid[]) AND consent <> ${stoppedMask}`),
    open: statement<object>(`
      UPDATE floor.follow_up SET consent = ${purposes.service.bit}
      WHERE record_id = ANY ($1::uuid[]) AND consent = ${stoppedMask}`),
  },
]);
