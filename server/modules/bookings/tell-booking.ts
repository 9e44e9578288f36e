// What is said about a booking: to the log, and to the person who comes.
import type { EventContext, NewEvent } from '#kernel/events';
import { formatId } from '#kernel/ids';
import type { Language } from '#kernel/problem';
import type { Tx } from '#kernel/transaction';
import {
  cancelMessages,
  messagesToDevices,
  queueMessage,
  queueMessages,
  templates,
} from '#messages';
import { findPlaces } from '#places';
import { bookingToken } from './booking-token.ts';
import { renderCalendar } from './calendar.ts';
import type { BookingContact } from './contact.ts';
import type { BookingRow, ResourceRow } from './store.ts';

const reminderBefore = { hours: 24 };

export function aboutBooking(row: BookingRow) {
  return {
    bookingId: formatId('booking', row.id),
    resourceId: formatId('resource', row.resource_id),
    placeId: formatId('place', row.place_id),
    startsAt: String(row.starts_at),
    endsAt: String(row.ends_at),
    units: row.units,
  };
}

type PlainKind = {
  make(subject: string, data: ReturnType<typeof aboutBooking>, context?: EventContext): NewEvent;
};

export function contextOf(row: BookingRow): EventContext {
  return { recordId: row.record_id, placeId: row.place_id, channel: row.channel };
}

/** Announces an event that says no more than which booking and when. */
export function tell(tx: Tx, kind: PlainKind, row: BookingRow): void {
  const about = aboutBooking(row);
  tx.emit(kind.make(about.bookingId, about, contextOf(row)));
}

/**
 * Confirms by mail, and puts a reminder in the outbox for the day before, when there is time for one: by mail, and to her
 * browsers that take messages.
 */
export async function confirmByMail(
  tx: Tx,
  row: BookingRow,
  resource: ResourceRow,
  contact: BookingContact,
): Promise<void> {
  if (contact.email === undefined || row.record_id === null) {
    return;
  }
  const [place] = await findPlaces(tx, [row.place_id]);
  const language: Language = row.language === 'en' ? 'en' : 'ja';
  const facts = {
    name: contact.name,
    at: formatMoment(row.starts_at, place?.time_zone ?? 'Asia/Tokyo', language),
    what: [nameIn(place, language), nameIn(resource, language)].filter(Boolean).join(' '),
    ...linksOf(tx, row, language),
  };
  const common = {
    recordId: row.record_id,
    channel: 'mail',
    to: contact.email,
    language,
    placeId: row.place_id,
  } as const;
  await queueMessage(tx, {
    ...common,
    template: 'booking_booked',
    words: templates.booking_booked(language, facts),
    ...(place === undefined
      ? {}
      : {
          attachments: [
            {
              name: `${formatId('booking', row.id)}.ics`,
              type: 'text/calendar; charset=utf-8',
              text: renderCalendar(row, resource, place),
            },
          ],
        }),
    cause: `booking_booked:${row.id}:${row.revision}`,
  });
  const remindAt = row.starts_at.subtract(reminderBefore);
  if (Temporal.Instant.compare(remindAt, tx.now) > 0) {
    await queueMessage(tx, {
      ...common,
      template: 'booking_reminder',
      words: templates.booking_reminder(language, facts),
      cause: reminderCause(row),
      notBefore: remindAt,
      expiresAt: row.starts_at,
    });
    await queueMessages(tx, await remindersOnDevices(tx, row, row.record_id, { remindAt, facts }));
  }
}

type Reminder = {
  readonly remindAt: Temporal.Instant;
  readonly facts: Parameters<typeof templates.booking_reminder>[1];
};

/** When and what; the name stays in the mail. */
function remindersOnDevices(
  tx: Tx,
  row: BookingRow,
  recordId: string,
  { remindAt, facts }: Reminder,
) {
  const { subject } = templates.booking_reminder(row.language === 'en' ? 'en' : 'ja', facts);
  const glance = {
    title: subject,
    text: facts.what,
    path: facts.link.replace(/^house:/, ''),
  };
  return messagesToDevices(tx, [
    {
      recordId,
      template: 'booking_reminder',
      glance: () => glance,
      cause: reminderCause(row),
      placeId: row.place_id,
      notBefore: remindAt,
      expiresAt: row.starts_at,
    },
  ]);
}

type Named = { readonly name_ja: string; readonly name_en: string | null };

function nameIn(of: Named | undefined, language: Language): string {
  return (language === 'en' ? of?.name_en : undefined) ?? of?.name_ja ?? '';
}

/** Her page, and the booking for her calendar; whoever delivers the mail knows the address of the house. */
function linksOf(tx: Tx, row: BookingRow, language: Language) {
  const id = formatId('booking', row.id);
  const token = bookingToken(tx.masters, row.id);
  return {
    link: `house:/shop/bookings/${id}?t=${token}${language === 'en' ? '&lang=en' : ''}`,
    calendar: `house:/api/bookings/${id}/calendar.ics?token=${token}`,
  };
}

/** Takes back the reminder of a booking that will not be at that time. */
export async function dropReminder(tx: Tx, row: BookingRow): Promise<void> {
  await cancelMessages(tx, [reminderCause(row)]);
}

function reminderCause(row: BookingRow): string {
  return `booking_reminder:${row.id}:${String(row.starts_at)}`;
}

/** `2026年11月21日(土) 18:30`, or `Sat 21 Nov 2026, 18:30`. */
export function formatMoment(at: Temporal.Instant, timeZone: string, language: Language): string {
  const local = at.toZonedDateTimeISO(timeZone);
  const time = `${local.hour}:${String(local.minute).padStart(2, '0')}`;
  if (language === 'ja') {
    const weekday = '月火水木金土日'.charAt(local.dayOfWeek - 1);
    return `${local.year}年${local.month}月${local.day}日(${weekday}) ${time}`;
  }
  const day = local.toLocaleString('en-GB', {
    weekday: 'short',
    day: 'numeric',
    month: 'short',
    year: 'numeric',
  });
  return `${day}, ${time}`;
}
