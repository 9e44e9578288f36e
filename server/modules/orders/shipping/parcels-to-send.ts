// What a label says of a parcel: to whom, from where, by which contract.
import { nameOf } from '#customers';
import type { Tx } from '#kernel/transaction';
import { findPlaces, findSeller, type PlaceRow } from '#places';
import { logOpenPage } from '#privacy';
import { type Carrier, listWaitingParcels } from '../picking/store-parcels.ts';
import { readContacts } from '../store/contacts.ts';
import type { Parcel, Party } from './labels.ts';
import { findContracts } from './store-contracts.ts';

/** What stands packed at a place (uuid) for a carrier, with the contract of the place. */
export async function parcelsToSend(tx: Tx, placeId: string, carrier: Carrier): Promise<Parcel[]> {
  const waiting = (await listWaitingParcels(tx, placeId, 1000)).filter(
    (row) => row.state === 'ready' && row.fulfilment === 'delivery',
  );
  const [place] = await findPlaces(tx, [placeId]);
  const seller = await findSeller(tx, placeId);
  const contacts = await readContacts(
    tx,
    waiting.map((row) => row.order_id),
  );
  if (place === undefined) {
    return [];
  }
  await logOpenPage(
    tx,
    [...contacts.values()].map((each) => each.recordId),
    'orders.labels',
  );
  const contract = (await findContracts(tx, placeId)).get(carrier);
  const from = fromOf(place, seller?.name_ja ?? '');
  const day = tx.now.toZonedDateTimeISO(place.time_zone).toPlainDate();
  return waiting.flatMap((row) => {
    const contact = contacts.get(row.order_id)?.contact;
    return contact === undefined
      ? []
      : [
          {
            number: row.number,
            day,
            from,
            content: '商品',
            contract,
            to: {
              name: nameOf(contact) ?? '',
              kana: [contact.familyKana, contact.givenKana].filter(Boolean).join(' '),
              phone: domestic(contact.phone ?? ''),
              postalCode: digits(contact.postalCode ?? ''),
              address: `${contact.prefecture ?? ''}${contact.address ?? ''}`,
            },
          },
        ];
  });
}

function fromOf(place: PlaceRow, seller: string): Party {
  return {
    name: `${seller} ${place.name_ja}`.trim(),
    kana: '',
    phone: domestic(place.phone ?? ''),
    postalCode: digits(place.postal_code ?? ''),
    address: place.address ?? '',
  };
}

function digits(text: string): string {
  return text.normalize('NFKC').replaceAll(/\D/gu, '');
}

/** As it is dialled within Japan: +81 90 … is 090 …. */
function domestic(phone: string): string {
  const plain = phone.normalize('NFKC').replaceAll(/[^\d+]/gu, '');
  return plain.startsWith('+81') ? `0${plain.slice(3)}` : digits(plain);
}
