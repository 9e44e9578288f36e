// What the giver wrote, sealed under her record's key: the card for everybody, and whom each gift is for.
import { seal, unseal } from '#kernel/sealing';
import type { Tx } from '#kernel/transaction';
import { loadRecordKeys } from '#privacy';

const cardUse = 'gifts.card';
const receiverUse = 'gifts.receiver';
const thanksUse = 'gifts.thanks';

export const pictures = ['mizuhiki', 'flowers', 'sweets', 'tea', 'sky'] as const;
export type Picture = (typeof pictures)[number];
/** のし: for what, and the name under it. */
export type Noshi = { readonly occasion: string; readonly name: string };

export type CardWords = {
  readonly giverName: string;
  readonly message: string | null;
  readonly picture: Picture;
  readonly noshi: Noshi | null;
};
export type Receiver = { readonly label: string | null; readonly email: string | null };

/** The giver's key; undefined when she was erased: her words are gone, the gifts stay. */
export async function keyOf(tx: Tx, recordId: string): Promise<Buffer | undefined> {
  return (await loadRecordKeys(tx, [recordId])).get(recordId);
}

export const sealCard = (key: Buffer, card: CardWords) => seal(key, cardUse, card);
export const sealReceiver = (key: Buffer, receiver: Receiver) => seal(key, receiverUse, receiver);
export const sealThanks = (key: Buffer, text: string) => seal(key, thanksUse, { text });

const erasedCard: CardWords = { giverName: '', message: null, picture: 'mizuhiki', noshi: null };

export function openCard(key: Buffer | undefined, sealed: Buffer): CardWords {
  return key === undefined ? erasedCard : unseal<CardWords>(key, cardUse, sealed);
}
export function openReceiver(key: Buffer | undefined, sealed: Buffer | null): Receiver {
  return key === undefined || sealed === null
    ? { label: null, email: null }
    : unseal<Receiver>(key, receiverUse, sealed);
}
export function openThanks(key: Buffer | undefined, sealed: Buffer | null): string | null {
  return key === undefined || sealed === null
    ? null
    : unseal<{ text: string }>(key, thanksUse, sealed).text;
}
