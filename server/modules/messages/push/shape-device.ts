// A browser that takes messages, as she knows it.
import { formatId } from '#kernel/ids';
import type { DeviceRow } from './store.ts';

export function toDevice({ id, about, created_at }: DeviceRow) {
  const { browser = 'other', system = 'other' } = about;
  return { id: formatId('pushDevice', id), browser, system, addedAt: String(created_at) };
}
