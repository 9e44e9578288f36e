// Booking a fitting, a table, a visit from the shop's pages: a shop, a day, a free time, a name. Times are those of the
// shop. A booking has a page of its own by its link, where it is moved and cancelled.
import {
  book,
  bookingToken,
  cancelBooking,
  findBooking,
  findFreeSlots,
  findResource,
  isBookingToken,
  listComingOf,
  listResources,
  moveBooking,
  type ResourceRow,
} from '#bookings';
import { findOwnRecords } from '#customers';
import { Refusal } from '#kernel/errors';
import { formatId, tryParseId } from '#kernel/ids';
import { type Tx, transaction } from '#kernel/transaction';
import type { Language, Refused, Visitor } from './contract.ts';
import type {
  BookableKind,
  BookablePage,
  BookableShop,
  Booked,
  BookingChange,
  BookingForm,
  BookingGlimpse,
  BookingPage,
  Calendar,
} from './contract-booking.ts';
import { type HouseWindow, positionOf, recordOf } from './house-window.ts';
import { whoIsKnown } from './known-visitor.ts';
import { nameIn } from './place-board.ts';
import { atWho, saying } from './refused.ts';
import { readSignedId, signedId } from './signed-id.ts';

const use = 'shop booking';
/** Two weeks on one page. */
const daysShown = 14;
const guestsMost = 20;
const kinds: readonly BookableKind[] = ['fitting', 'table', 'staff', 'room', 'slot'];

export async function viewBookable(
  window: HouseWindow,
  visitor: Visitor,
  wanted: { readonly placeId: string; readonly kind: string; readonly day: string },
): Promise<BookablePage> {
  const { house, board } = window;
  const placeId = tryParseId('place', wanted.placeId);
  const knows = await whoIsKnown(window, visitor);
  return transaction(house.db, { readOnly: true, actor: 'guest' }, async (tx) => {
    const resources = await listResources(tx, null);
    const ofPlace = Map.groupBy(resources, (resource) => resource.place_id);
    const shops = board.near(positionOf(board, visitor)).flatMap(({ place, distanceM }) => {
      const here = ofPlace.get(place.id) ?? [];
      const offered = kinds.filter((kind) => here.some((each) => each.kind === kind));
      return offered.length === 0
        ? []
        : [
            {
              id: place.id,
              shop: {
                place: board.toNear(place, distanceM, visitor.language),
                address: place.address,
                kinds: offered,
              } satisfies BookableShop,
            },
          ];
    });
    const at = shops.find(({ id }) => id === placeId);
    const kind = at?.shop.kinds.find((each) => each === wanted.kind);
    const these = resources.filter((each) => each.place_id === at?.id && each.kind === kind);
    return {
      shops: shops.map(({ shop }) => shop),
      chosen:
        at === undefined || kind === undefined || these[0] === undefined
          ? null
          : {
              ...(await calendarOf(tx, window, these, wanted.day)),
              shop: at.shop,
              kind,
              what: nameIn(these[0], visitor.language),
            },
      knows,
      formId: signedId(house.db.masters, 'booking', use),
    };
  });
}

/** What is free of several resources together, in two weeks from today. */
async function calendarOf(
  tx: Tx,
  { board }: HouseWindow,
  resources: readonly ResourceRow[],
  wantedDay: string,
): Promise<Calendar> {
  const timeZone = board.places.get(resources[0]?.place_id ?? '')?.time_zone ?? 'Asia/Tokyo';
  const today = tx.now.toZonedDateTimeISO(timeZone).toPlainDate();
  const all = new Map<string, { readonly endsAt: string; readonly free: number }>();
  for (const resource of resources) {
    for (const slot of await findFreeSlots(tx, resource, today, daysShown)) {
      const startsAt = slot.startsAt.toString();
      const free = (all.get(startsAt)?.free ?? 0) + slot.free;
      all.set(startsAt, { endsAt: slot.endsAt.toString(), free });
    }
  }
  const times = [...all].map(([startsAt, told]) => ({
    ...told,
    startsAt,
    day: Temporal.Instant.from(startsAt).toZonedDateTimeISO(timeZone).toPlainDate().toString(),
  }));
  const ofDay = Map.groupBy(times, ({ day }) => day);
  const days = Array.from({ length: daysShown }, (_, offset) => {
    const day = today.add({ days: offset }).toString();
    return { day, free: (ofDay.get(day) ?? []).filter(({ free }) => free > 0).length };
  });
  const shown =
    days.find(({ day }) => day === wantedDay)?.day ??
    days.find(({ free }) => free > 0)?.day ??
    null;
  return {
    days,
    day: shown,
    timeZone,
    times: (ofDay.get(shown ?? '') ?? [])
      .map(({ startsAt, endsAt, free }) => ({ startsAt, endsAt, free }))
      .toSorted((a, b) => (a.startsAt < b.startsAt ? -1 : 1)),
  };
}

/** Books it with whichever resource of the kind is free then. The same form sent again answers what it made. */
export async function bookFromForm(
  window: HouseWindow,
  visitor: Visitor,
  form: BookingForm,
): Promise<Booked | Refused> {
  const { house } = window;
  const id = readSignedId(house.db.masters, 'booking', use, form.formId);
  const placeId = tryParseId('place', form.placeId);
  const startsAt = readInstant(form.startsAt);
  if (id === undefined || placeId === undefined || startsAt === undefined) {
    return { refused: stale[visitor.language] };
  }
  const recordId = await recordOf(house, visitor);
  const { name, email, phone, note } = form;
  const typed = {
    name,
    ...(email === '' ? {} : { email }),
    ...(phone === '' ? {} : { phone }),
    ...(note === '' ? {} : { note }),
  };
  const actor = recordId === undefined ? 'guest' : `customer:${formatId('record', recordId)}`;
  const bookOne = ({ id: resourceId }: ResourceRow) =>
    transaction(house.db, { actor }, (tx) =>
      book(tx, {
        id,
        resourceId,
        startsAt,
        partySize: Math.min(guestsMost, Math.max(1, form.guests)),
        ...(recordId === undefined ? {} : { recordId }),
        ...(name === '' ? {} : { contact: typed }),
        channel: 'web',
        language: visitor.language,
      }),
    );
  const all = await transaction(house.db, { readOnly: true, actor: 'guest' }, (tx) =>
    listResources(tx, placeId),
  );
  const these = all.filter(({ kind }) => kind === form.kind);
  const answer = await saying(visitor.language, async () => {
    const made = await firstFree(these, bookOne);
    return made === undefined
      ? { refused: stale[visitor.language] }
      : { bookingId: formatId('booking', id), token: bookingToken(house.db.masters, id) };
  });
  return atWho(answer, form);
}

/** The first that takes it; where all are full, the refusal of the last. */
async function firstFree<Answer>(
  resources: readonly ResourceRow[],
  bookOne: (resource: ResourceRow) => Promise<Answer>,
): Promise<Answer | undefined> {
  const [first, ...others] = resources;
  if (first === undefined) {
    return undefined;
  }
  try {
    return await bookOne(first);
  } catch (error) {
    const isTaken =
      error instanceof Refusal &&
      (error.code === 'bookings.full' || error.code === 'bookings.not_a_slot');
    if (!isTaken || others.length === 0) {
      throw error;
    }
    return firstFree(others, bookOne);
  }
}

export async function viewBooking(
  window: HouseWindow,
  visitor: Visitor,
  typedId: string,
  token: string,
  day: string | undefined,
): Promise<BookingPage | undefined> {
  const { house, board } = window;
  const id = tryParseId('booking', typedId);
  if (id === undefined || !isBookingToken(house.db.masters, id, token)) {
    return undefined;
  }
  return transaction(house.db, { readOnly: true, actor: 'guest' }, async (tx) => {
    const row = await findBooking(tx, id);
    const resource = row === undefined ? undefined : await findResource(tx, row.resource_id);
    if (row === undefined || resource === undefined) {
      return undefined;
    }
    const deadline = row.starts_at.subtract({ minutes: resource.cancel_minutes });
    const isOpen =
      (row.state === 'booked' || row.state === 'proposed') &&
      Temporal.Instant.compare(tx.now, deadline) <= 0;
    const place = board.places.get(row.place_id);
    return {
      id: typedId,
      state: row.state,
      what: nameIn(resource, visitor.language),
      startsAt: row.starts_at.toString(),
      endsAt: row.ends_at.toString(),
      timeZone: place?.time_zone ?? 'Asia/Tokyo',
      guests: row.party_size,
      place: place === undefined ? null : board.toNear(place, null, visitor.language),
      address: place?.address ?? null,
      phone: place?.phone ?? null,
      changesUntil: isOpen ? deadline.toString() : null,
      file: `/api/bookings/${typedId}/calendar.ics?token=${encodeURIComponent(token)}`,
      calendar: isOpen && day !== undefined ? await calendarOf(tx, window, [resource], day) : null,
    };
  });
}

export async function changeBookingByLink(
  { house }: HouseWindow,
  visitor: Visitor,
  typedId: string,
  token: string,
  change: BookingChange,
): Promise<Refused | undefined> {
  const id = tryParseId('booking', typedId);
  if (id === undefined || !isBookingToken(house.db.masters, id, token)) {
    return { refused: stale[visitor.language] };
  }
  const startsAt = change.verb === 'move' ? readInstant(change.startsAt) : undefined;
  if (change.verb === 'move' && startsAt === undefined) {
    return { refused: stale[visitor.language] };
  }
  const answer = await saying(visitor.language, () =>
    transaction(house.db, { actor: 'guest' }, async (tx) => {
      await (startsAt === undefined
        ? cancelBooking(tx, id, 'by_person', 'person')
        : moveBooking(tx, id, startsAt, 'person'));
      return {};
    }),
  );
  return 'refused' in answer ? answer : undefined;
}

/** What she has booked, on her own page. */
export async function glimpseBookings(
  tx: Tx,
  { house, board }: HouseWindow,
  { language }: Visitor,
  recordId: string,
): Promise<BookingGlimpse[]> {
  if (!house.modulesOn.has('bookings')) {
    return [];
  }
  const rows = await listComingOf(tx, await findOwnRecords(tx, recordId));
  return rows.map((row) => {
    const place = board.places.get(row.place_id);
    const named = { name_ja: row.resource_name_ja, name_en: row.resource_name_en };
    return {
      id: formatId('booking', row.id),
      token: bookingToken(tx.masters, row.id),
      what: nameIn(named, language),
      placeName: place === undefined ? '' : nameIn(place, language),
      startsAt: row.starts_at.toString(),
      timeZone: place?.time_zone ?? 'Asia/Tokyo',
    };
  });
}

function readInstant(text: string): Temporal.Instant | undefined {
  try {
    return Temporal.Instant.from(text);
  } catch {
    return undefined;
  }
}

const stale: Readonly<Record<Language, string>> = {
  ja: 'このページは古くなりました。もう一度はじめからお進みください。',
  en: 'This page is out of date. Please start again.',
};
