// Where an imported history happened: the place that was named, else a web place of the source.
import { tryParseId } from '#kernel/ids';
import type { Tx } from '#kernel/transaction';
import { ensurePlace, findPlaces, findPlacesByCode, type PlaceRow } from '#places';
import { importsRefusals } from './errors.ts';
import type { ImportKind } from './reading/index.ts';

/** The place; undefined where the kind needs none. Refuses with imports.place_unknown. */
export async function placeForImport(
  tx: Tx,
  options: {
    readonly kind: ImportKind;
    readonly place?: string;
    readonly source: string;
    readonly timeZone: string;
    readonly currency: string;
  },
): Promise<PlaceRow | undefined> {
  if (options.place === undefined) {
    if (options.kind !== 'orders' && options.kind !== 'stock') {
      return undefined;
    }
    return ensurePlace(tx, {
      code: webCodeOf(options.source),
      kind: 'web',
      nameJa: options.source === 'import' ? 'ウェブ店' : `ウェブ店(${options.source})`,
      nameEn: options.source === 'import' ? 'Web shop' : `Web shop (${options.source})`,
      timeZone: options.timeZone,
      currency: options.currency,
      source: options.source,
    });
  }
  const id = tryParseId('place', options.place);
  const [row] =
    id === undefined ? await findPlacesByCode(tx, [options.place]) : await findPlaces(tx, [id]);
  if (row === undefined) {
    throw importsRefusals.place_unknown({ place: options.place.slice(0, 60) });
  }
  return row;
}

function webCodeOf(source: string): string {
  const word = source
    .normalize('NFKC')
    .replaceAll(/[^A-Za-z0-9._-]+/g, '-')
    .replaceAll(/^-+|-+$/g, '');
  return `web-${word === '' ? 'shop' : word.slice(0, 34)}`;
}
