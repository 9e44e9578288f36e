// What of an order she may give back, until when and how: shown to her before she asks, asked again when she does.
import { findItems, listCategories } from '#catalog';
import { dayOf } from '#kernel/clock';
import type { Tx } from '#kernel/transaction';
import { findPlaces } from '#places';
import { attributesOf } from '../store/changes.ts';
import { type LineRow, type OrderView, viewOrder } from '../views.ts';
import {
  type ExclusionReason,
  exclusionOf,
  lastDayFor,
  type ReturnTerms,
  type ReturnWay,
} from './request.ts';
import { isOnAccount } from './store.ts';
import { findTerms, listExclusions } from './store-terms.ts';

export type OfferedLine = LineRow & {
  readonly leftMilli: number;
  /** Why it comes back only when it is broken or wrong; null: it comes back. */
  readonly exclusion: ExclusionReason | null;
};

export type ReturnOffer = {
  readonly view: OrderView;
  readonly terms: ReturnTerms;
  /** Nothing of it can be asked for online. */
  readonly isOffered: boolean;
  readonly today: Temporal.PlainDate;
  readonly arrivedOn: Temporal.PlainDate;
  readonly lastDay: Temporal.PlainDate;
  readonly lastDefectDay: Temporal.PlainDate;
  readonly ways: readonly ReturnWay[];
  /** uuid; where a parcel goes. */
  readonly parcelPlaceId: string;
  readonly lines: readonly OfferedLine[];
};

const withHer: ReadonlySet<string> = new Set(['shipped', 'handed_over', 'completed']);

/** Undefined when there is no such order. */
export async function offerReturn(tx: Tx, orderId: string): Promise<ReturnOffer | undefined> {
  const view = await viewOrder(tx, orderId);
  if (view === undefined) {
    return undefined;
  }
  const { order } = view;
  const terms = await findTerms(tx);
  const handedAt = order.handover_place_id ?? order.place_id;
  const [place] = await findPlaces(tx, [handedAt]);
  const zone = place?.time_zone ?? tx.database.timeZone;
  const arrivedOn = dayOf(arrivalOf(view), zone);
  const isSold =
    order.kind === 'sale' &&
    order.source === 'engawa' &&
    order.fulfilment !== 'kitchen' &&
    withHer.has(order.state) &&
    !(await isOnAccount(tx, orderId)) &&
    (await attributesOf(tx, orderId)).isValueSold !== true;
  return {
    view,
    terms,
    isOffered: terms.isOffered && terms.ways.length > 0 && isSold,
    today: dayOf(tx.now, zone),
    arrivedOn,
    lastDay: lastDayFor('changed_mind', arrivedOn, terms),
    lastDefectDay: lastDayFor('defect', arrivedOn, terms),
    ways: terms.ways,
    parcelPlaceId: terms.parcelPlaceId ?? handedAt,
    lines: await offeredLines(tx, view),
  };
}

async function offeredLines(tx: Tx, { lines }: OrderView): Promise<OfferedLine[]> {
  const items = await findItems(tx, [...new Set(lines.map((line) => line.item_id))]);
  const rows = await listExclusions(tx);
  const excluded = new Map(rows.map((row) => [row.subject_id, row.reason as ExclusionReason]));
  const isByCategory = rows.some((row) => row.subject_kind === 'category');
  const parents = new Map(
    (isByCategory ? await listCategories(tx) : []).map(({ id, parentId }) => [id, parentId]),
  );
  return lines.map((line) => {
    const item = items.get(line.item_id);
    const goods = {
      itemId: line.item_id,
      categoryIds: upFrom(item?.categoryId ?? null, parents),
      isStocked: item?.isStocked !== false,
      isMade: line.day !== null,
    };
    return {
      ...line,
      leftMilli: line.quantity_milli - line.returned_milli,
      exclusion: exclusionOf(goods, excluded),
    };
  });
}

/** A category (uuid) and those above it. */
function upFrom(
  categoryId: string | null,
  parents: ReadonlyMap<string, string | null>,
): readonly string[] {
  const ids: string[] = [];
  let id = categoryId;
  while (id !== null && !ids.includes(id)) {
    ids.push(id);
    id = parents.get(id) ?? null;
  }
  return ids;
}

/** When the goods were with her, as far as the house knows. */
function arrivalOf({ order, transitions }: OrderView): Temporal.Instant {
  const at = (state: string) => transitions.find(({ to_state }) => to_state === state)?.at;
  const sent = order.fulfilment === 'delivery' ? at('completed') : undefined;
  return sent ?? at('handed_over') ?? at('shipped') ?? order.ordered_at;
}
