// What she chose for an item, held against what the menu lets her choose: so many of each group, nothing that goes not
// together, nothing that is paused. The price is the item's and that of its options, in whole minor units; no tax is
// reckoned here: the rate goes with the line and is rounded once for the order.
import type { Refusal } from '#kernel/errors';
import { kitchenRefusals } from '../errors.ts';
import { type Allergen, allergensOf } from './allergens.ts';

export type OptionOfMenu = {
  /** `milk:oat`. */
  readonly key: string;
  readonly nameJa: string;
  readonly nameEn: string;
  readonly priceMinor: number;
  readonly isUsual: boolean;
  readonly adds: readonly string[];
  readonly removes: readonly string[];
  readonly excludes: readonly string[];
  readonly isActive: boolean;
};

export type GroupOfMenu = {
  readonly code: string;
  readonly nameJa: string;
  readonly nameEn: string;
  readonly picksMin: number;
  readonly picksMax: number;
  readonly options: readonly OptionOfMenu[];
};

export type Choice = {
  /** In the order of the menu. */
  readonly options: readonly OptionOfMenu[];
  readonly deltaMinor: number;
  readonly allergens: readonly Allergen[];
};

/**
 * Refuses with kitchen.option_unknown, kitchen.option_needed, kitchen.options_too_many, kitchen.options_exclude,
 * kitchen.option_paused. `paused` has keys of options.
 */
export function decideChoice(
  item: { readonly name: string; readonly allergens: readonly string[] },
  groups: readonly GroupOfMenu[],
  keys: readonly string[],
  paused: ReadonlySet<string> = new Set(),
): Choice | Refusal {
  const known = new Map(
    groups.flatMap((group) => group.options.map((option) => [option.key, option] as const)),
  );
  for (const key of keys) {
    if (known.get(key)?.isActive !== true) {
      return kitchenRefusals.option_unknown({ item: item.name, option: key });
    }
  }
  const wanted = new Set(keys);
  const chosen: OptionOfMenu[] = [];
  for (const group of groups) {
    const picked = group.options.filter(({ key }) => wanted.has(key));
    const facts = { item: item.name, group: group.nameJa, groupEn: group.nameEn };
    if (picked.length < group.picksMin) {
      return kitchenRefusals.option_needed({ ...facts, least: group.picksMin });
    }
    if (picked.length > group.picksMax) {
      return kitchenRefusals.options_too_many({ ...facts, most: group.picksMax });
    }
    chosen.push(...picked);
  }
  for (const option of chosen) {
    const other = chosen.find(({ key }) => option.excludes.includes(key));
    if (other !== undefined) {
      return kitchenRefusals.options_exclude({
        one: option.nameJa,
        oneEn: option.nameEn,
        other: other.nameJa,
        otherEn: other.nameEn,
      });
    }
    if (paused.has(option.key)) {
      return kitchenRefusals.option_paused({ option: option.nameJa, optionEn: option.nameEn });
    }
  }
  return {
    options: chosen,
    deltaMinor: chosen.reduce((sum, { priceMinor }) => sum + priceMinor, 0),
    allergens: allergensOf(item.allergens, chosen),
  };
}
