// The SQL of the menu.
import { statement } from '#kernel/db';
import type { Tx } from '#kernel/transaction';
import type { GroupOfMenu } from './choice.ts';

export type MenuItemRow = {
  item_id: string;
  station: string;
  prepare_seconds: number;
  units: number;
  group_codes: string[];
  allergens: string[];
  out_price_minor: number | null;
  is_reduced_out: boolean;
  position: number;
  is_active: boolean;
};

const menuColumns = `item_id, station, prepare_seconds, units, group_codes, allergens, out_price_minor, is_reduced_out,
  position, is_active`;

const groups = statement<{
  code: string;
  name_ja: string;
  name_en: string;
  picks_min: number;
  picks_max: number;
}>(`
  SELECT code, name_ja, name_en, picks_min, picks_max FROM kitchen.option_group ORDER BY position, code LIMIT 200`);
const options = statement<{
  group_code: string;
  code: string;
  name_ja: string;
  name_en: string;
  price_minor: number;
  is_usual: boolean;
  adds_allergens: string[];
  removes_allergens: string[];
  excludes: string[];
  is_active: boolean;
}>(`
  SELECT group_code, code, name_ja, name_en, price_minor, is_usual, adds_allergens, removes_allergens, excludes,
    is_active
  FROM kitchen.option ORDER BY group_code, position, code LIMIT 2000`);

/** Every group with its options, those that are no longer offered too: old orders name them. */
export async function findGroups(tx: Tx): Promise<GroupOfMenu[]> {
  const [rows, all] = await Promise.all([tx.all(groups), tx.all(options)]);
  const ofGroup = Map.groupBy(all, (row) => row.group_code);
  return rows.map((row) => ({
    code: row.code,
    nameJa: row.name_ja,
    nameEn: row.name_en,
    picksMin: row.picks_min,
    picksMax: row.picks_max,
    options: (ofGroup.get(row.code) ?? []).map((option) => ({
      key: `${row.code}:${option.code}`,
      nameJa: option.name_ja,
      nameEn: option.name_en,
      priceMinor: option.price_minor,
      isUsual: option.is_usual,
      adds: option.adds_allergens,
      removes: option.removes_allergens,
      excludes: option.excludes,
      isActive: option.is_active,
    })),
  }));
}

const menuItems = statement<MenuItemRow>(`
  SELECT ${menuColumns} FROM kitchen.menu_item WHERE is_active ORDER BY position, item_id LIMIT 2000`);
const someItems = statement<MenuItemRow>(`
  SELECT ${menuColumns} FROM kitchen.menu_item WHERE item_id = ANY ($1::uuid[])`);

const allItems = statement<MenuItemRow>(`
  SELECT ${menuColumns} FROM kitchen.menu_item ORDER BY is_active DESC, position, item_id LIMIT 2000`);
const positions = statement<{ code: string; position: number }>(
  'SELECT code, position FROM kitchen.option_group LIMIT 200',
);

/** Also those that are off the menu for now. */
export function listAllMenuItems(tx: Tx): Promise<MenuItemRow[]> {
  return tx.all(allItems);
}

/** Where each group stands among the others, by its code. */
export async function findGroupPositions(tx: Tx): Promise<Map<string, number>> {
  return new Map((await tx.all(positions)).map((row) => [row.code, row.position]));
}

export function listMenuItems(tx: Tx): Promise<MenuItemRow[]> {
  return tx.all(menuItems);
}

export function findMenuItems(tx: Tx, itemIds: readonly string[]): Promise<MenuItemRow[]> {
  return itemIds.length === 0 ? Promise.resolve([]) : tx.all(someItems, [itemIds]);
}

const saveItems = statement<object>(`
  INSERT INTO kitchen.menu_item AS m (${menuColumns}, updated_at)
  SELECT r.*, $2 FROM json_to_recordset($1::json) AS r(item_id uuid, station text, prepare_seconds int, units smallint,
    group_codes text[], allergens text[], out_price_minor bigint, is_reduced_out boolean, position int,
    is_active boolean)
  ON CONFLICT (item_id) DO UPDATE SET station = excluded.station, prepare_seconds = excluded.prepare_seconds,
    units = excluded.units, group_codes = excluded.group_codes, allergens = excluded.allergens,
    out_price_minor = excluded.out_price_minor, is_reduced_out = excluded.is_reduced_out,
    position = excluded.position, is_active = excluded.is_active, updated_at = excluded.updated_at`);

export async function saveMenuItems(tx: Tx, rows: readonly MenuItemRow[]): Promise<void> {
  await tx.run(saveItems, [JSON.stringify(rows), tx.now]);
}

const saveGroup = statement<object>(`
  INSERT INTO kitchen.option_group AS g (code, name_ja, name_en, picks_min, picks_max, position, updated_at)
  VALUES ($1, $2, $3, $4, $5, $6, $7)
  ON CONFLICT (code) DO UPDATE SET name_ja = excluded.name_ja, name_en = excluded.name_en,
    picks_min = excluded.picks_min, picks_max = excluded.picks_max, position = excluded.position,
    updated_at = excluded.updated_at`);
// What is named no longer is not deleted: a basket and an old order may have it.
const endOptions = statement<object>(
  'UPDATE kitchen.option SET is_active = false WHERE group_code = $1',
);
const saveOptions = statement<object>(`
  INSERT INTO kitchen.option AS o (group_code, code, name_ja, name_en, price_minor, is_usual, adds_allergens,
    removes_allergens, excludes, position, is_active)
  SELECT $1, r.code, r.name_ja, r.name_en, r.price_minor, r.is_usual, r.adds_allergens, r.removes_allergens, r.excludes,
    r.position, true
  FROM json_to_recordset($2::json) AS r(code text, name_ja text, name_en text, price_minor bigint, is_usual boolean,
    adds_allergens text[], removes_allergens text[], excludes text[], position smallint)
  ON CONFLICT (group_code, code) DO UPDATE SET name_ja = excluded.name_ja, name_en = excluded.name_en,
    price_minor = excluded.price_minor, is_usual = excluded.is_usual, adds_allergens = excluded.adds_allergens,
    removes_allergens = excluded.removes_allergens, excludes = excluded.excludes, position = excluded.position,
    is_active = true`);

export type OptionToSave = {
  readonly code: string;
  readonly nameJa: string;
  readonly nameEn: string;
  readonly priceMinor: number;
  readonly isUsual?: boolean;
  readonly adds?: readonly string[];
  readonly removes?: readonly string[];
  readonly excludes?: readonly string[];
};
export type GroupToSave = {
  readonly code: string;
  readonly nameJa: string;
  readonly nameEn: string;
  readonly picksMin: number;
  readonly picksMax: number;
  readonly position?: number;
  readonly options: readonly OptionToSave[];
};

/** Makes a group as told, its options in the order of the list. */
export async function saveGroupRow(tx: Tx, group: GroupToSave): Promise<void> {
  const { code, nameJa, nameEn, picksMin, picksMax, position = 0 } = group;
  await tx.run(saveGroup, [code, nameJa, nameEn, picksMin, picksMax, position, tx.now]);
  await tx.run(endOptions, [code]);
  const rows = group.options.map((option, at) => ({
    code: option.code,
    name_ja: option.nameJa,
    name_en: option.nameEn,
    price_minor: option.priceMinor,
    is_usual: option.isUsual ?? false,
    adds_allergens: option.adds ?? [],
    removes_allergens: option.removes ?? [],
    excludes: option.excludes ?? [],
    position: at,
  }));
  await tx.run(saveOptions, [code, JSON.stringify(rows)]);
}
