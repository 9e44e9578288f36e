// What lies sealed of a review: words and photographs, under the key of whoever wrote it.
import { seal, unseal } from '#kernel/sealing';
import type { PhotoFile } from './photos.ts';
import type { ReviewWords } from './words.ts';

const wordsUse = 'reviews.words';
const photoUse = 'reviews.photo';

export const sealWords = (key: Buffer, words: ReviewWords) => seal(key, wordsUse, words);

/** Undefined when she was erased: then nothing of it is shown any more. */
export function openWords(key: Buffer | undefined, sealed: Buffer): ReviewWords | undefined {
  return key === undefined ? undefined : unseal<ReviewWords>(key, wordsUse, sealed);
}

export function sealPhoto(key: Buffer, { bytes, small }: PhotoFile) {
  return {
    sealed: seal(key, photoUse, { webp: bytes.toString('base64') }),
    small: seal(key, photoUse, { webp: small.toString('base64') }),
  };
}

export function openPhoto(key: Buffer, sealed: Buffer): Buffer {
  return Buffer.from(unseal<{ webp: string }>(key, photoUse, sealed).webp, 'base64');
}
