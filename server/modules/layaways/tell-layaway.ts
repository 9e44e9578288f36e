// What is said about a layaway: to the log, and to the person for whom it is kept.
import { findItems } from '#catalog';
import type { EventContext, NewEvent } from '#kernel/events';
import { formatId } from '#kernel/ids';
import type { Language } from '#kernel/problem';
import { fromMilli } from '#kernel/quantity';
import type { Tx } from '#kernel/transaction';
import {
  cancelMessages,
  messagesToDevices,
  queueMessage,
  queueMessages,
  templates,
} from '#messages';
import { findPlaces } from '#places';
import type { LayawayContact } from './contact.ts';
import { layawayToken } from './layaway-token.ts';
import type { LayawayRow } from './store.ts';

const reminderBefore = { hours: 24 };

type Kind = {
  make(subject: string, data: ReturnType<typeof aboutLayaway>, context?: EventContext): NewEvent;
};

function aboutLayaway(row: LayawayRow) {
  return {
    layawayId: formatId('layaway', row.id),
    number: row.number,
    placeId: formatId('place', row.place_id),
    itemId: formatId('item', row.item_id),
    quantity: fromMilli(row.quantity_milli),
    keptUntil: String(row.kept_until),
  };
}

export function tell(tx: Tx, kind: Kind, row: LayawayRow): void {
  const about = aboutLayaway(row);
  const context = { recordId: row.record_id, placeId: row.place_id, channel: row.channel };
  tx.emit(kind.make(about.layawayId, about, context));
}

/** `11月29日(日) 20:00`, or `Sun 29 Nov, 20:00`, in the time of the shop. */
export function formatUntil(at: Temporal.Instant, timeZone: string, language: Language): string {
  const local = at.toZonedDateTimeISO(timeZone);
  const time = `${local.hour}:${String(local.minute).padStart(2, '0')}`;
  if (language === 'ja') {
    const weekday = '月火水木金土日'.charAt(local.dayOfWeek - 1);
    return `${local.month}月${local.day}日(${weekday}) ${time}`;
  }
  const day = local.toLocaleString('en-GB', { weekday: 'short', day: 'numeric', month: 'short' });
  return `${day}, ${time}`;
}

/** Mails the link, and puts a reminder in the outbox for the day before it ends, for her browsers too. */
export async function mailLayaway(
  tx: Tx,
  row: LayawayRow,
  contact: LayawayContact | undefined,
  template: 'layaway_kept' | 'layaway_moved' = 'layaway_kept',
): Promise<void> {
  if (contact?.email === undefined) {
    return;
  }
  const language: Language = row.language === 'en' ? 'en' : 'ja';
  const [place] = await findPlaces(tx, [row.place_id]);
  const item = (await findItems(tx, [row.item_id])).get(row.item_id);
  const isEnglish = language === 'en';
  const path = `/shop/layaways/${formatId('layaway', row.id)}?t=${layawayToken(tx.masters, row.id)}`;
  const facts = {
    name: contact.name,
    number: row.number,
    item: (isEnglish ? item?.nameEn : undefined) ?? item?.name ?? '',
    place: (isEnglish ? place?.name_en : undefined) ?? place?.name_ja ?? '',
    until: formatUntil(row.kept_until, place?.time_zone ?? 'Asia/Tokyo', language),
    link: `house:${isEnglish ? `${path}&lang=en` : path}`,
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
    template,
    words: templates[template](language, facts),
    cause: `${template}:${row.id}:${String(row.kept_until)}`,
  });
  if (template === 'layaway_moved') {
    const cause = `push:${template}:${row.id}:${String(row.kept_until)}`;
    await tellDevices(tx, row, template, facts, { cause });
  }
  const remindAt = row.kept_until.subtract(reminderBefore);
  if (Temporal.Instant.compare(remindAt, tx.now) > 0) {
    await queueMessage(tx, {
      ...common,
      template: 'layaway_ending',
      words: templates.layaway_ending(language, facts),
      cause: reminderCause(row),
      notBefore: remindAt,
      expiresAt: row.kept_until,
    });
    const when = { cause: reminderCause(row), notBefore: remindAt, expiresAt: row.kept_until };
    await tellDevices(tx, row, 'layaway_ending', facts, when);
  }
}

/** Which piece and until when; the name stays in the mail. */
async function tellDevices(
  tx: Tx,
  row: LayawayRow,
  template: 'layaway_ending' | 'layaway_moved',
  facts: Parameters<typeof templates.layaway_ending>[1],
  when: {
    readonly cause: string;
    readonly notBefore?: Temporal.Instant;
    readonly expiresAt?: Temporal.Instant;
  },
): Promise<void> {
  const { subject } = templates[template](row.language === 'en' ? 'en' : 'ja', facts);
  const glance = {
    title: subject,
    text: facts.item,
    path: facts.link.replace(/^house:/, ''),
  };
  const news = {
    recordId: row.record_id,
    template,
    glance: () => glance,
    placeId: row.place_id,
    ...when,
  };
  await queueMessages(tx, await messagesToDevices(tx, [news]));
}

/** Takes back the reminder of what will not end then. */
export async function dropReminder(tx: Tx, row: LayawayRow): Promise<void> {
  await cancelMessages(tx, [reminderCause(row)]);
}

function reminderCause(row: LayawayRow): string {
  return `layaway_ending:${row.id}:${String(row.kept_until)}`;
}
