import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { crc32, deflateSync } from 'node:zlib';
import sharp from 'sharp';
import { expect, type Json, type TestHouse, test } from '#testing';

let made = 0;

async function addItem(house: TestHouse): Promise<{ id: string; path: string }> {
  made += 1;
  const body = { code: `pictured-${made}`, nameJa: '写真のある品' };
  const { id } = (await house.request('POST', '/api/catalog/items', body, await house.as('owner')))
    .body;
  return { id, path: `/api/catalog/items/${id}/pictures` };
}

async function send(house: TestHouse, path: string, file: Buffer) {
  const picture = file.toString('base64');
  return house.request('POST', path, { picture, altJa: '前から' }, await house.as('owner'));
}

function colour(width: number, height: number, background = '#28407a') {
  return sharp({ create: { width, height, channels: 3, background } });
}

test('a photograph is shown upright, small, as WebP and without what the camera noted', async ({
  house,
}) => {
  const { path } = await addItem(house);
  const gps = { IFD3: { GPSLatitudeRef: 'N', GPSLatitude: '35/1 39/1 29/1' } };
  const file = await colour(2400, 1200)
    .withExif(gps)
    .withMetadata({ orientation: 6 })
    .jpeg()
    .toBuffer();
  const { status, body } = await send(house, path, file);
  expect([status, body.image]).toMatchObject([
    201,
    { kind: 'image', altJa: '前から', width: 600, height: 1200 },
  ]);
  const kept = body.image.address.slice('/media/files/'.length);
  const written = await sharp(join(house.config.home, 'media', kept)).metadata();
  expect(written).toMatchObject({ format: 'webp', width: 600 });
  expect([written.exif, written.xmp, written.orientation]).toEqual([
    undefined,
    undefined,
    undefined,
  ]);
});

test('pictures stand in the order chosen, the first in lists, and what is left out is gone', async ({
  house,
}) => {
  const { id, path } = await addItem(house);
  for (const background of ['#111111', '#222222', '#333333']) {
    await send(house, path, await colour(20, 20, background).png().toBuffer());
  }
  const owner = await house.as('owner');
  const shown = async () =>
    (await house.request('GET', `/api/catalog/items/${id}`)).body.media.map(
      ({ id: each }: Json) => each,
    );
  const [one, two, three] = await shown();
  await house.request('PUT', path, { pictureIds: [three, one] }, owner);
  expect(await shown()).toEqual([three, one]);
  const again = await house.request('PUT', path, { pictureIds: [two] }, owner);
  expect([again.status, again.body.code]).toEqual([404, 'catalog.picture_unknown']);
  expect(await shown()).toEqual([three, one]);
});

/** A PNG of a few bytes that says it is as wide and high as told. */
function claiming(width: number, height: number): Buffer {
  const chunk = (type: string, data: Buffer) => {
    const length = Buffer.alloc(4);
    length.writeUInt32BE(data.length);
    const typed = Buffer.concat([Buffer.from(type), data]);
    const sum = Buffer.alloc(4);
    sum.writeUInt32BE(crc32(typed));
    return Buffer.concat([length, typed, sum]);
  };
  const head = Buffer.alloc(13);
  head.writeUInt32BE(width, 0);
  head.writeUInt32BE(height, 4);
  head.set([8, 0, 0, 0, 0], 8);
  return Buffer.concat([
    Buffer.from('89504e470d0a1a0a', 'hex'),
    chunk('IHDR', head),
    chunk('IDAT', deflateSync(Buffer.alloc(100))),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

test('an upload bomb, a page, a drawing that may run, half a file and nothing are refused, and nothing is shown', async ({
  house,
}) => {
  const { id, path } = await addItem(house);
  const jpeg = await colour(400, 400).jpeg().toBuffer();
  const refused: [Buffer, string][] = [
    [claiming(60_000, 60_000), 'catalog.picture_too_large'],
    [Buffer.from('<!doctype html><script>alert(1)</script>'), 'catalog.picture_unreadable'],
    [
      Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><script/></svg>'),
      'catalog.picture_unreadable',
    ],
    [jpeg.subarray(0, jpeg.length / 2), 'catalog.picture_unreadable'],
    [Buffer.from('xx\0'), 'catalog.picture_unreadable'],
  ];
  for (const [file, code] of refused) {
    expect((await send(house, path, file)).body.code).toBe(code);
  }
  const clerk = await house.as('clerk');
  const picture = jpeg.toString('base64');
  expect((await house.request('POST', path, { picture }, clerk)).status).toBe(403);
  expect((await house.request('GET', `/api/catalog/items/${id}`)).body.media).toEqual([]);
});

test('a film with captions is shown instead of the one before, and goes again', async ({
  house,
}) => {
  const { id } = await addItem(house);
  const owner = await house.as('owner');
  const path = `/api/catalog/items/${id}/film`;
  const film = (sign: number) =>
    Buffer.concat([Buffer.from('\0\0\0\x18ftypmp42', 'latin1'), Buffer.alloc(2000, sign)]).toString(
      'base64',
    );
  const captionsJa = 'WEBVTT\n\n00:00.000 --> 00:02.000\n手になじむ';
  await house.request('PUT', path, { film: film(1), captionsJa }, owner);
  const { status, body } = await house.request('PUT', path, { film: film(2), captionsJa }, owner);
  const films = body.media.filter(({ kind }: Json) => kind === 'video');
  expect([status, films.length]).toEqual([200, 1]);
  const kept = join(house.config.home, 'media', films[0].address.slice('/media/files/'.length));
  expect(readFileSync(kept.replace(/mp4$/, 'en.vtt'), 'utf8')).toContain('手になじむ');
  const page = { film: Buffer.from('<!doctype html>').toString('base64'), captionsJa };
  expect((await house.request('PUT', path, page, owner)).body.code).toBe('catalog.film_unreadable');
  const mute = { film: film(3), captionsJa: '字幕なし' };
  expect((await house.request('PUT', path, mute, owner)).body.code).toBe(
    'catalog.captions_unreadable',
  );
  const gone = await house.request('DELETE', path, undefined, owner);
  expect(gone.body.media).toEqual([]);
});
