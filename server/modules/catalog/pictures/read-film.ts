// A film of a product with its captions. It is kept as it came (nothing here decodes films), so only what a browser plays
// is taken, told by its first bytes, and it is served where nothing in it can run. Captions are read as WebVTT and written
// anew, cue by cue: no markup of theirs reaches a page.
import { createHash } from 'node:crypto';
import { catalogRefusals } from '../errors.ts';

/** Of the file, in bytes: half a minute for a telephone. */
export const filmBytesMax = 24_000_000;
export const captionsLengthMax = 20_000;
const cuesMax = 200;
const cueLengthMax = 200;

export type ReadFilm = {
  readonly bytes: Buffer;
  /** By what it holds: `films/3f/3f9a….mp4`; its captions lie beside it as `.ja.vtt`, `.en.vtt`. */
  readonly path: string;
};

/** Refuses with catalog.film_unreadable, catalog.film_too_large. */
export function readFilm(file: Buffer): ReadFilm {
  if (file.length > filmBytesMax) {
    throw catalogRefusals.film_too_large();
  }
  const kind = kindOf(file);
  if (kind === undefined) {
    throw catalogRefusals.film_unreadable();
  }
  const name = createHash('sha256').update(file).digest('hex').slice(0, 40);
  return { bytes: file, path: `films/${name.slice(0, 2)}/${name}.${kind}` };
}

function kindOf(file: Buffer): 'mp4' | 'webm' | undefined {
  if (file.length > 1000 && file.subarray(4, 8).toString('latin1') === 'ftyp') {
    return 'mp4';
  }
  const isMatroska = file.length > 1000 && file.readUInt32BE(0) === 0x1a45dfa3;
  return isMatroska && file.subarray(0, 64).includes('webm') ? 'webm' : undefined;
}

/** Where the captions of a film lie. */
export function captionsPath(filmPath: string, language: 'ja' | 'en'): string {
  return filmPath.replace(/\.[a-z0-9]+$/, `.${language}.vtt`);
}

const timing =
  /^((?:\d{1,2}:)?[0-5]?\d:[0-5]\d\.\d{3})\s+-->\s+((?:\d{1,2}:)?[0-5]?\d:[0-5]\d\.\d{3})/;

/** SRT parts thousandths by a comma; what is said keeps its own. */
function toTiming(line: string): string {
  return line.includes('-->') ? line.replaceAll(/(\d),(\d{3})/g, '$1.$2') : line;
}

/** WebVTT anew, from WebVTT or from SRT. Refuses with catalog.captions_unreadable. */
export function readCaptions(text: string): string {
  const blocks = text
    .replace(/^\uFEFF/, '')
    .replaceAll(/\r\n?/g, '\n')
    .split(/\n{2,}/);
  const cues = blocks.flatMap((block) => {
    const lines = block.split('\n').map(toTiming);
    const at = lines.findIndex((line) => timing.test(line));
    const [, from, until] = timing.exec(lines[at] ?? '') ?? [];
    const said = lines
      .slice(at + 1)
      .map((line) => line.replaceAll(/<\/?[a-z\d][^<>]*>/gi, '').trim())
      .filter((line) => line !== '' && !line.includes('-->'))
      .join('\n')
      .slice(0, cueLengthMax)
      .replaceAll('&', '&amp;')
      .replaceAll('<', '&lt;');
    return from === undefined || until === undefined || said === ''
      ? []
      : [`${from} --> ${until}\n${said}`];
  });
  if (cues.length === 0 || cues.length > cuesMax) {
    throw catalogRefusals.captions_unreadable();
  }
  return `WEBVTT\n\n${cues.join('\n\n')}\n`;
}
