// What somebody uploads as a picture is never kept as it came: it is decoded, turned upright, made small enough for a
// telephone and written anew as WebP. So nothing hidden in the file is served, and where it was taken is told to nobody.
import { createHash } from 'node:crypto';
import { catalogRefusals } from '../errors.ts';

/** Of the file, in bytes; a telephone's photograph has 3 to 8 million. */
export const pictureBytesMax = 12_000_000;
/** A file of some kilobytes can claim to be as wide as a house: more is not even decoded. */
const pixelsMax = 60_000_000;
const edgeMax = 1200;
const formats = new Set(['jpeg', 'png', 'webp', 'gif', 'heif', 'tiff']);

export type ReadPicture = {
  /** WebP, at most 1,200 pixels wide and high. */
  readonly bytes: Buffer;
  readonly width: number;
  readonly height: number;
  /** By what it holds, so that the same picture is one file: `items/3f/3f9a….webp`. */
  readonly path: string;
};

/** Refuses with catalog.picture_unreadable, catalog.picture_too_large. */
export async function readPicture(file: Buffer): Promise<ReadPicture> {
  if (file.length > pictureBytesMax) {
    throw catalogRefusals.picture_too_large();
  }
  const { data, info } = await decoded(file);
  const name = createHash('sha256').update(data).digest('hex').slice(0, 40);
  return {
    bytes: data,
    width: info.width,
    height: info.height,
    path: `items/${name.slice(0, 2)}/${name}.webp`,
  };
}

async function decoded(file: Buffer) {
  const { default: sharp } = await import('sharp');
  const picture = sharp(file, { limitInputPixels: pixelsMax, failOn: 'error', pages: 1 });
  try {
    const { format } = await picture.metadata();
    if (formats.has(format)) {
      return await picture
        .autoOrient()
        .resize({ width: edgeMax, height: edgeMax, fit: 'inside', withoutEnlargement: true })
        .webp({ quality: 82 })
        .toBuffer({ resolveWithObject: true });
    }
  } catch (error) {
    if (error instanceof Error && /pixel limit/i.test(error.message)) {
      throw catalogRefusals.picture_too_large();
    }
    if (!isOfDecoder(error)) {
      throw error;
    }
  }
  throw catalogRefusals.picture_unreadable();
}

/** The decoder says what is wrong with a file in plain errors; a refusal of ours goes on. */
function isOfDecoder(error: unknown): boolean {
  return error instanceof Error && error.constructor === Error;
}
