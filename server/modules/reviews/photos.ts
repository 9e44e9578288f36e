// Photographs with a review. None is kept as it came: each is decoded, turned upright, made small and written anew, so
// that nothing hidden in the file and no place where it was taken is ever shown.
import { pictureBytesMax, readPicture } from '#catalog';
import { reviewsRefusals } from './errors.ts';

export const photosMax = 3;
const smallEdge = 320;

export type PhotoFile = {
  readonly width: number;
  readonly height: number;
  readonly bytes: Buffer;
  readonly small: Buffer;
};

/** As uploaded; one after another, since each may be a large one. Refuses with reviews.too_many_photos, catalog.picture_…. */
export async function readPhotos(files: readonly Buffer[]): Promise<PhotoFile[]> {
  if (files.length > photosMax) {
    throw reviewsRefusals.too_many_photos({ most: photosMax });
  }
  const { default: sharp } = await import('sharp');
  const photos: PhotoFile[] = [];
  for (const file of files) {
    const { bytes, width, height } = await readPicture(file);
    const small = await sharp(bytes)
      .resize({ width: smallEdge, height: smallEdge, fit: 'cover', withoutEnlargement: true })
      .webp({ quality: 74 })
      .toBuffer();
    photos.push({ width, height, bytes, small });
  }
  return photos;
}

/** Of one upload with all its photographs, in bytes, and room for the words. */
export const uploadBytesMax = photosMax * pictureBytesMax + 64 * 1024;
