// SQL by which moments of bundles follow a stop of use. Lifting gives each record the mask it has by then.
import { findRecords } from '#customers';
import { statement } from '#kernel/db';
import { stoppedMask } from '#kernel/purposes';
import type { StopFollower } from '#privacy';
import { setMomentMasks } from './feeds/store-bundles.ts';

const shut = statement<object>(`
  UPDATE moments.moment SET consent = ${stoppedMask}
  WHERE record_id = ANY ($1::uuid[]) AND consent <> ${stoppedMask}`);

export const momentsStop: StopFollower = {
  module: 'moments',
  tables: ['moments.moment'],
  stop: async (tx, recordIds) => {
    await tx.run(shut, [recordIds]);
  },
  resume: async (tx, resumed) => {
    const records = await findRecords(
      tx,
      resumed.map(({ recordId }) => recordId),
    );
    await setMomentMasks(
      tx,
      new Map([...records.values()].map(({ recordId, consent }) => [recordId, consent])),
    );
  },
};
