// What the pages of bookings are given: what a shop lets people book, when it is free, and a booking by its link.
// Types only.
import type { NearPlace, Refused, Visitor } from './contract.ts';

/** A fitting, a table, a clerk asked for by name, a room, a visit. */
export type BookableKind = 'fitting' | 'table' | 'staff' | 'room' | 'slot';

export type BookableShop = {
  readonly place: NearPlace;
  readonly address: string | null;
  readonly kinds: readonly BookableKind[];
};

export type FreeDay = {
  /** `2026-11-24` at the shop. */
  readonly day: string;
  /** Free slots; 0 also on days on which it is closed. */
  readonly free: number;
};

export type FreeTime = {
  readonly startsAt: string;
  readonly endsAt: string;
  readonly free: number;
};

export type Calendar = {
  readonly days: readonly FreeDay[];
  /** The day that is shown; null where nothing is free. */
  readonly day: string | null;
  readonly times: readonly FreeTime[];
  readonly timeZone: string;
};

export type BookablePage = {
  /** Those with anything to book, nearest first. */
  readonly shops: readonly BookableShop[];
  readonly chosen:
    | (Calendar & {
        readonly shop: BookableShop;
        readonly kind: BookableKind;
        readonly what: string;
      })
    | null;
  /** Whoever is signed in needs to type nothing. */
  readonly knows: { readonly name: string; readonly contact: string } | null;
  readonly formId: string;
};

export type BookingForm = {
  readonly placeId: string;
  readonly kind: string;
  readonly startsAt: string;
  readonly guests: number;
  readonly name: string;
  readonly email: string;
  readonly phone: string;
  readonly note: string;
  readonly formId: string;
};

export type Booked = { readonly bookingId: string; readonly token: string };

export type BookingPage = {
  readonly id: string;
  readonly state: 'proposed' | 'booked' | 'arrived' | 'fulfilled' | 'cancelled' | 'noshow';
  readonly what: string;
  readonly startsAt: string;
  readonly endsAt: string;
  readonly timeZone: string;
  readonly guests: number;
  readonly place: NearPlace | null;
  readonly address: string | null;
  readonly phone: string | null;
  /** Until then she changes it herself; null where it is too late or over. */
  readonly changesUntil: string | null;
  /** The booking as an iCalendar file. */
  readonly file: string;
  readonly calendar: Calendar | null;
};

/** A line of her own page. */
export type BookingGlimpse = {
  readonly id: string;
  readonly token: string;
  readonly what: string;
  readonly placeName: string;
  readonly startsAt: string;
  readonly timeZone: string;
};

export type BookingChange =
  | { readonly verb: 'move'; readonly startsAt: string }
  | { readonly verb: 'cancel' };

export type BookingFront = {
  bookable(
    visitor: Visitor,
    wanted: { readonly placeId: string; readonly kind: string; readonly day: string },
  ): Promise<BookablePage>;
  bookIt(visitor: Visitor, form: BookingForm): Promise<Booked | Refused>;
  /** Undefined when there is none or the link is not its own. `day` shows the free times of a day. */
  booking(
    visitor: Visitor,
    bookingId: string,
    token: string,
    day: string | undefined,
  ): Promise<BookingPage | undefined>;
  /** Why not; undefined when all went well. */
  changeBooking(
    visitor: Visitor,
    bookingId: string,
    token: string,
    change: BookingChange,
  ): Promise<Refused | undefined>;
};
