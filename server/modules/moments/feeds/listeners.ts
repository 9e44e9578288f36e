// What becomes of bundles: counts by day, the timelines of known people, and what erasure and changed minds take along.
// All set-based: the rows of many bundles in one statement.
import { findRecords, keepMoments } from '#customers';
import type { LoggedEvent } from '#kernel/events';
import { parseId } from '#kernel/ids';
import type { Listener } from '#kernel/listeners';
import { momentsArrived } from '../events.ts';
import {
  type Bundle,
  countBundleRows,
  forgetMomentRows,
  listKnownRows,
  setMomentMasks,
} from './store-bundles.ts';

export const bundleCountListener: Listener = {
  name: 'moments.bundle_count',
  hears: [momentsArrived.type],
  handle: (tx, events) => countBundleRows(tx, events.map(toBundle)),
};

export const bundleTimelineListener: Listener = {
  name: 'moments.bundle_timeline',
  hears: [momentsArrived.type],
  handle: async (tx, events) => {
    const rows = await listKnownRows(tx, events.map(toBundle));
    await keepMoments(
      tx,
      rows.map((row) => {
        const itemId = row.data['itemId'];
        return {
          id: row.id,
          recordId: row.record_id,
          position: row.position,
          type: row.type,
          subject: typeof itemId === 'string' ? itemId : null,
          occurredAt: row.occurred_at,
          placeId: row.place_id,
          channel: row.channel,
          data: row.data,
        };
      }),
    );
  },
};

export const bundleErasureListener: Listener = {
  name: 'moments.bundle_erasure',
  hears: ['privacy.erased'],
  purpose: 'duty',
  handle: (tx, events) => forgetMomentRows(tx, recordsOf(events)),
};

/** The masks of all records of her customer follow a decision; a merge or split moves masks the same way. */
export const bundleConsentListener: Listener = {
  name: 'moments.bundle_consent',
  hears: ['privacy.consent_changed'],
  // Under `service` the rows of whoever lifts a stop would not be there.
  purpose: 'duty',
  handle: async (tx, events) => {
    const records = await findRecords(tx, recordsOf(events));
    await setMomentMasks(
      tx,
      new Map([...records.values()].map(({ recordId, consent }) => [recordId, consent])),
    );
  },
};

function recordsOf(events: readonly LoggedEvent[]): string[] {
  return [...new Set(events.map(({ data }) => parseId('record', String(data['recordId']))))];
}

function toBundle({ position, data }: LoggedEvent): Bundle {
  const firstId = parseId('event', String(data['firstId']));
  return { id: firstId, firstId, lastId: parseId('event', String(data['lastId'])), position };
}
