// A piece kept at a shop, from her side: the form, her page, one extension, giving it up.
import { toString as drawQr } from 'qrcode';
import type { ShelfItem } from '#catalog';
import { findOwnRecords } from '#customers';
import { formatId, tryParseId } from '#kernel/ids';
import { type Tx, transaction } from '#kernel/transaction';
import {
  cancelLayaway,
  extendLayaway,
  findLayaway,
  isLayawayToken,
  keepItem,
  layawayToken,
  listLayawaysOf,
} from '#layaways';
import { findKeptStock } from '#stock';
import { besideAt } from './beside.ts';
import { pictureOf, say } from './cards.ts';
import type { Language, Visitor } from './contract.ts';
import type { KeepForm, KeepPage, Kept, LayawayGlimpse, LayawayPage } from './contract-visit.ts';
import { type HouseWindow, placeOf, positionOf, recordOf, wordOf } from './house-window.ts';
import { whoIsKnown } from './known-visitor.ts';
import { nameIn } from './place-board.ts';
import { atWho, saying } from './refused.ts';
import { readSignedId, signedId } from './signed-id.ts';

const use = 'shop layaway';

/** Undefined for what is not sold, and for no place of this house. */
export async function viewKeep(
  window: HouseWindow,
  visitor: Visitor,
  itemId: string,
  placeId: string,
): Promise<KeepPage | undefined> {
  const { house, shelf, board } = window;
  const item = shelf.item(tryParseId('item', itemId) ?? '');
  const place = placeOf(board, placeId);
  if (item?.isActive !== true || place === undefined) {
    return undefined;
  }
  const stock = (await findKeptStock(house.db, [item.id])).get(item.id)?.get(place.id);
  const near = board.near(positionOf(board, visitor)).find((each) => each.place.id === place.id);
  return {
    item: toKept(item, visitor.language),
    place: board.toCard(place, near?.distanceM ?? null, visitor.language),
    word: wordOf(item, stock?.availableMilli, stock?.confidence),
    knows: await whoIsKnown(window, visitor),
    formId: signedId(house.db.masters, 'layaway', use),
  };
}

function toKept(item: ShelfItem, language: Language) {
  const variant = say(item.variantName, language);
  const name = say(item.productName, language);
  return {
    itemId: formatId('item', item.id),
    name: variant === '' ? name : `${name} ${variant}`,
    picture: pictureOf(item, language),
    priceMinor: item.price?.amountMinor ?? null,
    currency: item.price?.currency ?? 'JPY',
  };
}

/** Keeps it, or says why not. The same form sent again answers what it made. */
export async function keepFromForm(
  { house }: HouseWindow,
  visitor: Visitor,
  form: KeepForm,
): Promise<Kept> {
  const { masters } = house.db;
  const id = readSignedId(masters, 'layaway', use, form.formId);
  const placeId = tryParseId('place', form.placeId);
  const itemId = tryParseId('item', form.itemId);
  if (id === undefined || placeId === undefined || itemId === undefined) {
    return { refused: stale[visitor.language] };
  }
  const recordId = await recordOf(house, visitor);
  const typed = contactOf(form);
  const kept = { layawayId: formatId('layaway', id), token: layawayToken(masters, id) };
  const actor = recordId === undefined ? 'guest' : `customer:${formatId('record', recordId)}`;
  const answer = await saying(visitor.language, () =>
    transaction(house.db, { actor }, async (tx) => {
      if ((await findLayaway(tx, id)) === undefined) {
        await keepItem(tx, {
          layawayId: id,
          placeId,
          itemId,
          quantityMilli: 1000,
          ...(recordId === undefined ? {} : { recordId }),
          ...(typed === undefined ? {} : { contact: typed }),
          channel: 'web',
          language: visitor.language,
        });
      }
      return kept;
    }),
  );
  return atWho(answer, form);
}

const stale = {
  ja: 'このページは古くなりました。商品のページからもう一度お進みください。',
  en: 'This page is out of date. Please start again from the product.',
} as const;

function contactOf({ name, email, phone }: KeepForm) {
  return name === '' || email + phone === ''
    ? undefined
    : { name, ...(email === '' ? {} : { email }), ...(phone === '' ? {} : { phone }) };
}

/** Undefined when there is none or the link is not its own. */
export async function viewLayaway(
  window: HouseWindow,
  visitor: Visitor,
  typedId: string,
  token: string,
): Promise<LayawayPage | undefined> {
  const { house, shelf, board } = window;
  const id = tryParseId('layaway', typedId);
  if (id === undefined || !isLayawayToken(house.db.masters, id, token)) {
    return undefined;
  }
  const row = await transaction(house.db, { readOnly: true, actor: 'guest' }, (tx) =>
    findLayaway(tx, id),
  );
  const item = shelf.item(row?.item_id ?? '');
  if (row === undefined || item === undefined) {
    return undefined;
  }
  const place = board.places.get(row.place_id);
  const near = board.near(positionOf(board, visitor)).find((each) => each.place.id === place?.id);
  const svg = await drawQr(typedId, { type: 'svg', errorCorrectionLevel: 'M', margin: 2 });
  return {
    id: typedId,
    number: row.number,
    state: row.state,
    keptUntil: row.kept_until.toString(),
    canExtend: row.state === 'kept' && row.extended_at === null,
    code: `data:image/svg+xml;base64,${Buffer.from(svg).toString('base64')}`,
    item: toKept(item, visitor.language),
    place:
      place === undefined ? null : board.toCard(place, near?.distanceM ?? null, visitor.language),
    beside: row.state === 'kept' ? await besideAt(window, visitor, [item.id], row.place_id) : [],
  };
}

/** `verb` is what her page asks for; undefined when all went well. */
export async function changeLayaway(
  { house }: HouseWindow,
  visitor: Visitor,
  typedId: string,
  token: string,
  verb: 'extend' | 'cancel',
): Promise<string | undefined> {
  const id = tryParseId('layaway', typedId);
  if (id === undefined || !isLayawayToken(house.db.masters, id, token)) {
    return stale[visitor.language];
  }
  const answer = await saying(visitor.language, () =>
    transaction(house.db, { actor: 'guest' }, async (tx) => {
      await (verb === 'extend' ? extendLayaway : cancelLayaway)(tx, id);
      return {};
    }),
  );
  return 'refused' in answer ? answer.refused : undefined;
}

/** What is kept for her now, on her own page. */
export async function glimpseLayaways(
  tx: Tx,
  { house, shelf, board }: HouseWindow,
  { language }: Visitor,
  recordId: string,
): Promise<LayawayGlimpse[]> {
  if (!house.modulesOn.has('layaways')) {
    return [];
  }
  const rows = await listLayawaysOf(tx, await findOwnRecords(tx, recordId));
  return rows
    .filter(({ state }) => state === 'kept')
    .map((row) => {
      const item = shelf.item(row.item_id);
      const place = board.places.get(row.place_id);
      return {
        id: formatId('layaway', row.id),
        token: layawayToken(tx.masters, row.id),
        name: item === undefined ? row.number : toKept(item, language).name,
        placeName: place === undefined ? '' : nameIn(place, language),
        keptUntil: row.kept_until.toString(),
      };
    });
}
