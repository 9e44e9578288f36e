// She scans the QR of a place: visit points and stamps of the cards that are given so, once a day and place.
import type { Tx } from '#kernel/transaction';
import { findPlaces, type PlaceRow, type Position } from '#places';
import { loyaltyRefusals } from '../errors.ts';
import { givenToday, giveOnce } from '../give.ts';
import { pointUnit, unitOfCard } from '../settle-orders.ts';
import { findLastVisit } from '../store.ts';
import { type CardRow, findCards, findRules, type RuleRow } from '../store-settings.ts';
import { whyNotHere } from './visit.ts';

export type Visit = {
  readonly recordId: string;
  readonly placeId: string;
  readonly position: Position | undefined;
  readonly accuracyMetres?: number;
};

type Way = {
  readonly source: { readonly id: string; readonly code: string };
  readonly unit: string;
  readonly amount: number;
  readonly days: number | null;
  readonly radiusMetres: number;
  readonly perDayMax: number;
};

/**
 * What the visit gave. Refuses with loyalty.place_unknown, loyalty.position_needed, loyalty.position_vague,
 * loyalty.too_far, loyalty.travelled_too_fast, loyalty.visited_already.
 */
export async function countVisit(
  tx: Tx,
  visit: Visit,
): Promise<{ readonly unit: string; readonly amount: number; readonly code: string }[]> {
  const [place] = await findPlaces(tx, [visit.placeId]);
  const at = positionOf(place);
  if (place === undefined || at === undefined || !place.is_active) {
    throw loyaltyRefusals.place_unknown();
  }
  if (visit.position === undefined) {
    throw loyaltyRefusals.position_needed();
  }
  const ways = [
    ...(await findRules(tx)).flatMap((rule) => wayOfRule(rule, tx.now)),
    ...(await findCards(tx)).flatMap((card) => wayOfCard(card, tx.now)),
  ];
  const today = tx.now.toZonedDateTimeISO(place.time_zone).toPlainDate();
  const given: { unit: string; amount: number; code: string }[] = [];
  for (const way of ways) {
    const { times, own } = await givenToday(tx, way.source.id, visit.recordId, place.time_zone);
    const refused = whyNotHere(
      {
        place: { ...at, name: place.name_ja },
        position: visit.position,
        ...(visit.accuracyMetres === undefined ? {} : { accuracyMetres: visit.accuracyMetres }),
        now: tx.now,
        ...(await lastOf(tx, own)),
      },
      way.radiusMetres,
    );
    if (refused !== undefined) {
      throw refused;
    }
    // One key for the customer, whichever of her records scanned.
    const key = `visit:${own[0] ?? visit.recordId}:${visit.placeId}:${today.toString()}`;
    if (times < way.perDayMax) {
      const { source, unit, amount, days } = way;
      const { recordId, placeId } = visit;
      if (await giveOnce(tx, { source, key, recordId, unit, amount, days, placeId })) {
        given.push({ unit, amount, code: source.code });
      }
    }
  }
  if (ways.length > 0 && given.length === 0) {
    throw loyaltyRefusals.visited_already({ day: today.add({ days: 1 }).toString() });
  }
  return given;
}

function positionOf(place: PlaceRow | undefined): Position | undefined {
  return place === undefined || place.latitude === null || place.longitude === null
    ? undefined
    : { latitude: place.latitude, longitude: place.longitude };
}

async function lastOf(tx: Tx, own: readonly string[]) {
  const last = await findLastVisit(tx, own);
  const [place] = last === undefined ? [] : await findPlaces(tx, [last.place_id]);
  const position = positionOf(place);
  return last === undefined || position === undefined ? {} : { last: { position, at: last.at } };
}

function isNow(row: RuleRow | CardRow, now: Temporal.Instant): boolean {
  return (
    row.is_active &&
    (row.valid_from === null || Temporal.Instant.compare(row.valid_from, now) <= 0) &&
    (row.valid_until === null || Temporal.Instant.compare(now, row.valid_until) < 0)
  );
}

function wayOfRule(rule: RuleRow, now: Temporal.Instant): Way[] {
  if (rule.kind !== 'visit' || !isNow(rule, now)) {
    return [];
  }
  const terms = rule.terms as { points: number; radiusMetres: number; perDayMax?: number };
  const { points, radiusMetres, perDayMax = 1 } = terms;
  return [
    {
      source: rule,
      unit: pointUnit,
      amount: points,
      days: rule.point_days,
      radiusMetres,
      perDayMax,
    },
  ];
}

function wayOfCard(card: CardRow, now: Temporal.Instant): Way[] {
  const { visit } = card.terms;
  if (visit === undefined || !isNow(card, now)) {
    return [];
  }
  return [
    {
      source: card,
      unit: unitOfCard(card.code),
      amount: 1,
      days: card.stamp_days,
      ...visit,
    },
  ];
}
