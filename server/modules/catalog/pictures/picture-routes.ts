// Uploading pictures. The file is written before the transaction, under a name that follows from what it holds: written
// twice it is the same, and a file whose row never came shows nowhere.
import { join } from 'node:path';
import { Type } from 'typebox';
import { type App, write } from '#kernel/http';
import { parseId } from '#kernel/ids';
import type { House } from '#kernel/module';
import { Id, IdempotencyHeaders, problems, Text } from '#kernel/schemas';
import { Item } from '../schemas.ts';
import { tellItem } from '../tell-items.ts';
import { keepFile } from './keep-file.ts';
import { addPicture, arrangePictures, picturesMax } from './keep-pictures.ts';
import { pictureBytesMax, readPicture } from './read-picture.ts';

const params = Type.Object({ itemId: Id('item') });
/** As base64, four letters for three bytes. */
const lettersMax = Math.ceil(pictureBytesMax / 3) * 4;

const NewPicture = Type.Object(
  {
    picture: Type.String({
      minLength: 4,
      maxLength: lettersMax,
      pattern: '^[A-Za-z0-9+/]+={0,2}$',
      description: 'JPEG, PNG, WebP, GIF, HEIF or TIFF as base64.',
    }),
    altJa: Type.Optional(Text(200)),
    altEn: Type.Optional(Text(200)),
  },
  { additionalProperties: false },
);

const PictureOrder = Type.Object(
  { pictureIds: Type.Array(Id('media'), { maxItems: picturesMax, uniqueItems: true }) },
  { additionalProperties: false },
);

export function pictureRoutes(app: App, { db, config }: House): void {
  app.post(
    '/api/catalog/items/:itemId/pictures',
    {
      config: { access: 'catalog.write' },
      bodyLimit: lettersMax + 2000,
      schema: {
        operationId: 'addPicture',
        tags: ['catalog'],
        summary: 'Add a picture; it is kept upright, small and without what the camera noted',
        params,
        headers: IdempotencyHeaders,
        body: NewPicture,
        response: { 201: Item, ...problems },
      },
    },
    async (request, reply) => {
      const id = parseId('item', request.params.itemId);
      const { picture, altJa, altEn } = request.body;
      const read = await readPicture(Buffer.from(picture, 'base64'));
      await keepFile(join(config.home, 'media'), read.path, read.bytes);
      const item = await write(db, request, async (tx) => {
        await addPicture(tx, id, read, {
          ...(altJa === undefined ? {} : { ja: altJa }),
          ...(altEn === undefined ? {} : { en: altEn }),
        });
        return tellItem(tx, id, null);
      });
      return reply.code(201).send(item);
    },
  );

  app.put(
    '/api/catalog/items/:itemId/pictures',
    {
      config: { access: 'catalog.write' },
      schema: {
        operationId: 'arrangePictures',
        tags: ['catalog'],
        summary: 'Leave these pictures in this order and take the others away',
        params,
        headers: IdempotencyHeaders,
        body: PictureOrder,
        response: { 200: Item, ...problems },
      },
    },
    (request) => {
      const id = parseId('item', request.params.itemId);
      const ids = request.body.pictureIds.map((each) => parseId('media', each));
      return write(db, request, async (tx) => {
        await arrangePictures(tx, id, ids);
        return tellItem(tx, id, null);
      });
    },
  );
}
