// The menu as the house sets it: groups of options, and which items are made to order how.
import { findItems } from '#catalog';
import { formatId } from '#kernel/ids';
import type { Tx } from '#kernel/transaction';
import { kitchenRefusals } from '../errors.ts';
import { kitchenMenuChanged } from '../events.ts';
import { allergens } from './allergens.ts';
import {
  findGroups,
  type GroupToSave,
  type MenuItemRow,
  saveGroupRow,
  saveMenuItems,
} from './store.ts';

export type MenuItemToSet = {
  /** uuid */
  readonly itemId: string;
  readonly station: string;
  readonly prepareSeconds: number;
  readonly units?: number;
  readonly groups?: readonly string[];
  readonly allergens?: readonly string[];
  /** Tax included; null: the same as eaten in. */
  readonly outPriceMinor?: number | null;
  readonly isReducedOut?: boolean;
  readonly position?: number;
  readonly isActive?: boolean;
};

/** Makes a group of options as told. Refuses with kitchen.allergen_unknown, kitchen.group_odd. */
export async function setOptionGroup(tx: Tx, group: GroupToSave): Promise<void> {
  const { picksMin, picksMax, options, nameJa } = group;
  const usual = options.filter(({ isUsual }) => isUsual === true).length;
  const codes = new Set(options.map(({ code }) => code));
  const isOdd = picksMin > picksMax || picksMin > options.length || usual > picksMax;
  if (isOdd || codes.size < options.length) {
    throw kitchenRefusals.group_odd({
      group: nameJa,
      least: picksMin,
      most: picksMax,
      count: options.length,
    });
  }
  assertAllergens(group.options.flatMap(({ adds = [], removes = [] }) => [...adds, ...removes]));
  await saveGroupRow(tx, group);
  tx.emit(kitchenMenuChanged.make(group.code, { what: 'group', code: group.code }));
}

/**
 * Puts items on the menu, or changes how they are made. Refuses with kitchen.item_unknown, kitchen.allergen_unknown and
 * kitchen.group_unknown.
 */
export async function setMenuItems(tx: Tx, items: readonly MenuItemToSet[]): Promise<void> {
  const known = await findItems(
    tx,
    items.map(({ itemId }) => itemId),
  );
  const codes = new Set((await findGroups(tx)).map(({ code }) => code));
  for (const item of items) {
    if (!known.has(item.itemId)) {
      throw kitchenRefusals.item_unknown();
    }
    assertAllergens(item.allergens ?? []);
    const missing = (item.groups ?? []).find((code) => !codes.has(code));
    if (missing !== undefined) {
      throw kitchenRefusals.group_unknown({ code: missing });
    }
  }
  await saveMenuItems(tx, items.map(toRow));
  for (const { itemId } of items.slice(0, 1)) {
    const code = formatId('item', itemId);
    tx.emit(kitchenMenuChanged.make(code, { what: items.length === 1 ? 'item' : 'items', code }));
  }
}

function toRow(item: MenuItemToSet): MenuItemRow {
  return {
    item_id: item.itemId,
    station: item.station,
    prepare_seconds: item.prepareSeconds,
    units: item.units ?? 1,
    group_codes: [...(item.groups ?? [])],
    allergens: [...(item.allergens ?? [])],
    out_price_minor: item.outPriceMinor ?? null,
    is_reduced_out: item.isReducedOut ?? true,
    position: item.position ?? 0,
    is_active: item.isActive ?? true,
  };
}

function assertAllergens(codes: readonly string[]): void {
  const unknown = codes.find((code) => !Object.hasOwn(allergens, code));
  if (unknown !== undefined) {
    throw kitchenRefusals.allergen_unknown({ code: unknown.slice(0, 40) });
  }
}
