// Uploading the film of a product. A film comes with captions: whoever hears nothing, and whoever stands in a shop with the
// sound off, reads it.
import { join } from 'node:path';
import { Type } from 'typebox';
import { type App, write } from '#kernel/http';
import { newId, parseId } from '#kernel/ids';
import type { House } from '#kernel/module';
import { Id, IdempotencyHeaders, problems } from '#kernel/schemas';
import type { Tx } from '#kernel/transaction';
import { announceChanges, lockItem } from '../change-item.ts';
import { Item } from '../schemas.ts';
import { updateProductRows } from '../store.ts';
import { tellItem } from '../tell-items.ts';
import { keepFile } from './keep-file.ts';
import {
  captionsLengthMax,
  captionsPath,
  filmBytesMax,
  readCaptions,
  readFilm,
} from './read-film.ts';
import { replaceFilmRow } from './store-pictures.ts';

const params = Type.Object({ itemId: Id('item') });
/** As base64, four letters for three bytes. */
const lettersMax = Math.ceil(filmBytesMax / 3) * 4;
const Captions = Type.String({ minLength: 1, maxLength: captionsLengthMax });

const NewFilm = Type.Object(
  {
    film: Type.String({
      minLength: 4,
      maxLength: lettersMax,
      pattern: '^[A-Za-z0-9+/]+={0,2}$',
      description: 'MP4 or WebM as base64.',
    }),
    captionsJa: Captions,
    captionsEn: Type.Optional(Captions),
  },
  { additionalProperties: false },
);

export function filmRoutes(app: App, { db, config }: House): void {
  app.put(
    '/api/catalog/items/:itemId/film',
    {
      config: { access: 'catalog.write' },
      bodyLimit: lettersMax + 4 * captionsLengthMax,
      schema: {
        operationId: 'putFilm',
        tags: ['catalog'],
        summary:
          'Show a film of the product with its captions (WebVTT or SRT), instead of the one before',
        params,
        headers: IdempotencyHeaders,
        body: NewFilm,
        response: { 200: Item, ...problems },
      },
    },
    async (request) => {
      const id = parseId('item', request.params.itemId);
      const { captionsJa, captionsEn } = request.body;
      const film = readFilm(Buffer.from(request.body.film, 'base64'));
      const ja = readCaptions(captionsJa);
      const en = captionsEn === undefined ? ja : readCaptions(captionsEn);
      const folder = join(config.home, 'media');
      await keepFile(folder, captionsPath(film.path, 'ja'), Buffer.from(ja));
      await keepFile(folder, captionsPath(film.path, 'en'), Buffer.from(en));
      await keepFile(folder, film.path, film.bytes);
      return write(db, request, (tx) => showFilm(tx, id, film.path));
    },
  );
  app.delete(
    '/api/catalog/items/:itemId/film',
    {
      config: { access: 'catalog.write' },
      schema: {
        operationId: 'removeFilm',
        tags: ['catalog'],
        summary: 'Show no film of the product any more',
        params,
        headers: IdempotencyHeaders,
        response: { 200: Item, ...problems },
      },
    },
    (request) =>
      write(db, request, (tx) => showFilm(tx, parseId('item', request.params.itemId), null)),
  );
}

async function showFilm(tx: Tx, itemId: string, path: string | null) {
  const { product } = await lockItem(tx, itemId);
  await replaceFilmRow(tx, newId(), product.id, path);
  await updateProductRows(tx, [product]);
  await announceChanges(tx, itemId);
  return tellItem(tx, itemId, null);
}
