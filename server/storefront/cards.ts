// Products as cards and pictures, categories as links: the small shapes that every page of the shop uses.
import type { ShelfCategory, ShelfItem } from '#catalog';
import { formatId } from '#kernel/ids';
import type { Card, CategoryLink, Language, Picture } from './contract.ts';
import type { Film } from './contract-visit.ts';
import { categoryPath, type Shelf, type ShelfProduct } from './shelf.ts';

type Words = { readonly ja: string | null; readonly en: string | null };

/** In the visitor's language where it is there, else in Japanese. */
export function say(words: Words, language: Language): string {
  return (language === 'en' ? words.en : null) ?? words.ja ?? words.en ?? '';
}

export function toCard(shelf: Shelf, product: ShelfProduct, language: Language): Card {
  const { first } = product;
  const { category } = linkOf(shelf, first.categoryId, language);
  const cheapest = product.items.find(
    (item) => item.price?.amountMinor === product.cheapestMinor && item.price !== undefined,
  );
  return {
    id: formatId('item', first.id),
    name: say(first.productName, language),
    category,
    picture: pictureOf(first, language),
    priceMinor: product.cheapestMinor,
    compareAtMinor: cheapest?.price?.compareAtMinor ?? null,
    currency: cheapest?.price?.currency ?? 'JPY',
    isFrom: product.items.some(
      (item) => item.price !== undefined && item.price.amountMinor !== product.cheapestMinor,
    ),
    isNew: product.listedAtMs > shelf.newSinceMs,
  };
}

function linkOf(shelf: Shelf, categoryId: string | null, language: Language) {
  const category = categoryId === null ? undefined : shelf.categories.get(categoryId);
  return { category: category === undefined ? null : say(category.name, language) };
}

export function pictureOf(item: ShelfItem, language: Language): Picture {
  return picturesOf(item, language)[0] ?? drawnPicture(item, language);
}

/** Every picture of an item; the drawn one where there is none. */
export function picturesOf(item: ShelfItem, language: Language): Picture[] {
  const alt = say(item.productName, language);
  const pictures = item.media
    .filter((media) => media.kind === 'image')
    .flatMap((media) => {
      const address = addressOf(media);
      return address === null
        ? []
        : [{ address, alt: say({ ja: media.altJa, en: media.altEn }, language) || alt }];
    });
  return pictures.length === 0 ? [drawnPicture(item, language)] : pictures;
}

/** Films of ours have their captions beside them: `cup.webm`, `cup.ja.vtt`, `cup.en.vtt`. */
export function filmOf(item: ShelfItem, language: Language): Film | null {
  const media = item.media.find(({ kind }) => kind === 'video');
  const address = media === undefined ? null : addressOf(media);
  // What lies elsewhere is on no list of transmissions, so the pages load no film of it.
  if (address?.startsWith('/') !== true) {
    return null;
  }
  const captions = address.replace(/\.[a-z0-9]+$/i, `.${language}.vtt`);
  const poster = pictureOf(item, language).address;
  return { address, poster, captions: [{ language, address: captions }] };
}

function addressOf({ path, url }: ShelfItem['media'][number]): string | null {
  return path === null ? url : `/media/files/${encodeURI(path.replace(/^\/+/, ''))}`;
}

function drawnPicture(item: ShelfItem, language: Language): Picture {
  return {
    address: `/media/items/${formatId('item', item.id)}.svg`,
    alt: say(item.productName, language),
  };
}

export function toCategoryLink(
  shelf: Shelf,
  category: ShelfCategory,
  language: Language,
): CategoryLink {
  return {
    id: formatId('category', category.id),
    name: say(category.name, language),
    count: shelf.countOf(category.id),
  };
}

/** Categories right below one (null: the widest) that hold something. */
export function childLinks(
  shelf: Shelf,
  parentId: string | null,
  language: Language,
): CategoryLink[] {
  return [...shelf.categories.values()]
    .filter((category) => category.parentId === parentId && shelf.countOf(category.id) > 0)
    .map((category) => toCategoryLink(shelf, category, language));
}

export function pathLinks(
  shelf: Shelf,
  categoryId: string | null,
  language: Language,
): CategoryLink[] {
  return categoryPath(shelf.categories, categoryId).map((category) =>
    toCategoryLink(shelf, category, language),
  );
}
