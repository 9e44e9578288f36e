import { formatId } from '#kernel/ids';
import { isInStep } from './device-state.ts';
import type { Device } from './schemas.ts';
import type { DeviceRow } from './store.ts';

export function toDevice(row: DeviceRow): Device {
  return {
    id: formatId('device', row.id),
    kind: row.kind,
    placeId: formatId('place', row.place_id),
    name: row.name,
    state: row.state,
    desired: { ...row.desired },
    desiredRevision: row.desired_revision,
    reported: { ...row.reported },
    isInStep: isInStep(row.desired, row.reported),
    reportedAt: row.reported_at === null ? null : String(row.reported_at),
    lastSeenAt: row.last_seen_at === null ? null : String(row.last_seen_at),
  };
}
