import type { EventContext, NewEvent } from '#kernel/events';
import { formatId } from '#kernel/ids';
import type { Tx } from '#kernel/transaction';
import type { DeviceRow } from './store.ts';

/** The facts every event about a device carries. */
export function aboutDevice(row: DeviceRow) {
  return {
    deviceId: formatId('device', row.id),
    kind: row.kind,
    placeId: formatId('place', row.place_id),
  };
}

type PlainKind = {
  make(subject: string, data: ReturnType<typeof aboutDevice>, context?: EventContext): NewEvent;
};

/** Announces an event that says no more than which device. */
export function tell(tx: Tx, kind: PlainKind, row: DeviceRow): void {
  const about = aboutDevice(row);
  tx.emit(kind.make(about.deviceId, about, { placeId: row.place_id }));
}
