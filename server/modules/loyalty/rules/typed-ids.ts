import { parseId } from '#kernel/ids';

/** Terms name items, places as the API does; orders hold uuids. */
export function itemUuid(id: string): string {
  return parseId('item', id);
}

export function placeUuid(id: string): string {
  return parseId('place', id);
}
