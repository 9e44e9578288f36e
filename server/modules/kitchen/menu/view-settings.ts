// The menu and the cafés as headquarters edit them: everything that was set, also what is off for now.
import { findItems, findPrices, priceKey } from '#catalog';
import { formatId } from '#kernel/ids';
import type { Tx } from '#kernel/transaction';
import { findPlaces } from '#places';
import { findPauses, findStations, listAllShops } from '../shops/store.ts';
import { findGroupPositions, findGroups, listAllMenuItems } from './store.ts';

export async function viewMenuSettings(tx: Tx) {
  const [rows, groups, positions] = [
    await listAllMenuItems(tx),
    await findGroups(tx),
    await findGroupPositions(tx),
  ];
  const itemIds = rows.map((row) => row.item_id);
  const [items, prices] = await Promise.all([
    findItems(tx, itemIds),
    findPrices(
      tx,
      itemIds.map((itemId) => ({ itemId, placeId: null })),
      tx.now,
    ),
  ]);
  return {
    items: rows.map((row) => {
      const item = items.get(row.item_id);
      const price = prices.get(priceKey(row.item_id, null));
      return {
        itemId: formatId('item', row.item_id),
        nameJa: item?.name ?? '',
        nameEn: item?.nameEn ?? item?.name ?? '',
        isSold: item?.isActive === true,
        inPriceMinor: price?.amountMinor ?? null,
        currency: price?.currency ?? 'JPY',
        station: row.station,
        prepareSeconds: row.prepare_seconds,
        units: row.units,
        groups: row.group_codes,
        allergens: row.allergens,
        outPriceMinor: row.out_price_minor,
        isReducedOut: row.is_reduced_out,
        position: row.position,
        isActive: row.is_active,
      };
    }),
    groups: groups.map((group) => ({
      code: group.code,
      nameJa: group.nameJa,
      nameEn: group.nameEn,
      picksMin: group.picksMin,
      picksMax: group.picksMax,
      position: positions.get(group.code) ?? 0,
      options: group.options
        .filter(({ isActive }) => isActive)
        .map((option) => ({
          key: option.key,
          code: option.key.slice(group.code.length + 1),
          nameJa: option.nameJa,
          nameEn: option.nameEn,
          priceMinor: option.priceMinor,
          isUsual: option.isUsual,
          adds: [...option.adds],
          removes: [...option.removes],
          excludes: [...option.excludes],
        })),
    })),
  };
}

export async function viewShopSettings(tx: Tx) {
  const shops = await listAllShops(tx);
  const ids = shops.map(({ place_id: id }) => id);
  const [places, stations, pauses] = await Promise.all([
    findPlaces(tx, ids),
    findStations(tx, ids),
    findPauses(tx, ids),
  ]);
  const named = new Map(places.map((place) => [place.id, place]));
  return shops.map((shop) => ({
    placeId: formatId('place', shop.place_id),
    nameJa: named.get(shop.place_id)?.name_ja ?? '',
    nameEn: named.get(shop.place_id)?.name_en ?? named.get(shop.place_id)?.name_ja ?? '',
    slotMinutes: shop.slot_minutes,
    aheadMinutes: shop.ahead_minutes,
    hasSeats: shop.has_seats,
    isActive: shop.is_active,
    stations: stations
      .filter((station) => station.place_id === shop.place_id)
      .map((station) => ({
        code: station.code,
        nameJa: station.name_ja,
        nameEn: station.name_en,
        unitsPerSlot: station.units_per_slot,
      })),
    pauses: pauses
      .filter((pause) => pause.place_id === shop.place_id)
      .map(({ subject, until }) => ({
        what: subject.startsWith('item:')
          ? `item:${formatId('item', subject.slice('item:'.length))}`
          : subject,
        until: until?.toString() ?? null,
      })),
  }));
}
