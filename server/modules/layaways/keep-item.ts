// Keeping a piece at a shop for seven days. Who asks needs no account: a name and a way to reach her are enough.
import { createGuestRecords, findOwnRecords, nameOf, readProfiles } from '#customers';
import { newId } from '#kernel/ids';
import type { Language } from '#kernel/problem';
import type { Tx } from '#kernel/transaction';
import { capabilities, findPlaces } from '#places';
import { keepStock, stockRefusals } from '#stock';
import { type LayawayContact, sealContact } from './contact.ts';
import { layawaysRefusals } from './errors.ts';
import { layawaysKept } from './events.ts';
import { insertLayawayRow, type LayawayRow, sumKeptOf } from './store.ts';
import { mailLayaway, tell } from './tell-layaway.ts';

export const keptDays = 7;
/** Pieces, or kilograms of what is weighed; the people of a shop may keep more for her. */
const keptMost = 5;

export type ItemToKeep = {
  /** uuid; made when her form was shown, so that a form sent twice keeps one piece. */
  readonly layawayId?: string;
  readonly placeId: string;
  readonly itemId: string;
  readonly quantityMilli: number;
  /** uuid of her record; without one a record is made from the contact. */
  readonly recordId?: string;
  readonly contact?: LayawayContact;
  readonly channel: string;
  readonly language: Language;
};

/**
 * Keeps it until the same hour in seven days. Refuses with stock.short, stock.place_unknown, stock.item_unknown,
 * layaways.place_cannot, layaways.contact_needed, layaways.too_many.
 */
export async function keepItem(tx: Tx, wanted: ItemToKeep): Promise<LayawayRow> {
  const [place] = await findPlaces(tx, [wanted.placeId]);
  if (place === undefined) {
    throw stockRefusals.place_unknown();
  }
  if (!place.is_active || (place.capabilities & capabilities.hands_over) === 0) {
    throw layawaysRefusals.place_cannot({ place: place.name_ja });
  }
  const { recordId, contact } = await whoAsks(tx, wanted);
  const own = wanted.recordId === undefined ? [recordId] : await findOwnRecords(tx, recordId);
  const keptMilli = (await sumKeptOf(tx, own)) + wanted.quantityMilli;
  if (keptMilli > keptMost * 1000 && wanted.channel !== 'staff') {
    throw layawaysRefusals.too_many({ most: keptMost });
  }
  const id = wanted.layawayId ?? newId();
  const keptUntil = tx.now.add({ hours: keptDays * 24 });
  const { placeId, itemId, quantityMilli } = wanted;
  const hold = await keepStock(tx, {
    placeId,
    itemId,
    quantityMilli,
    reason: 'layaway',
    expiresAt: keptUntil,
    subjectId: id,
  });
  const row = await insertLayawayRow(tx, {
    id,
    hold_id: hold.id,
    place_id: placeId,
    item_id: itemId,
    quantity_milli: quantityMilli,
    record_id: recordId,
    kept_until: keptUntil,
    channel: wanted.channel,
    language: wanted.language,
  });
  await sealContact(tx, id, recordId, contact);
  await mailLayaway(tx, row, contact);
  tell(tx, layawaysKept, row);
  return row;
}

async function whoAsks(
  tx: Tx,
  wanted: ItemToKeep,
): Promise<{ readonly recordId: string; readonly contact: LayawayContact }> {
  const { recordId } = wanted;
  const contact =
    wanted.contact ?? (recordId === undefined ? undefined : await known(tx, recordId));
  if (recordId !== undefined) {
    return { recordId, contact: contact ?? { name: '' } };
  }
  if (contact === undefined || (contact.email ?? contact.phone) === undefined) {
    throw layawaysRefusals.contact_needed();
  }
  const { name, email, phone } = contact;
  const [made] = await createGuestRecords(tx, [
    {
      placeId: wanted.placeId,
      fullName: name,
      ...(email === undefined ? {} : { email }),
      ...(phone === undefined ? {} : { phone }),
    },
  ]);
  if (made === undefined) {
    throw new Error('no record was made for a guest');
  }
  return { recordId: made, contact };
}

async function known(tx: Tx, recordId: string): Promise<LayawayContact | undefined> {
  const profile = (await readProfiles(tx, [recordId])).get(recordId);
  if (profile === undefined || profile === null) {
    return undefined;
  }
  const { email, phone, familyKana, givenKana } = profile;
  const kana = [familyKana, givenKana].filter((part) => part !== undefined).join(' ');
  return {
    name: nameOf(profile) ?? '',
    ...(kana === '' ? {} : { kana }),
    ...(email === undefined ? {} : { email }),
    ...(phone === undefined ? {} : { phone }),
  };
}
