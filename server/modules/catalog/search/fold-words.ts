// Words as the search compares them. Kana and romaji become one spelling (ゆのみ, ユノミ, yunomi), long vowels and
// small differences of romanisation fall together (shouyu, shōyu, syouyu), kanji stay as they are. Japanese has no
// spaces, so Intl.Segmenter parts it; runs of kanji are also known by their pairs, since a segmenter parts 急須 and
// 急須蓋 differently.
import { toRomaji } from 'wanakana';

const segmenter = new Intl.Segmenter('ja', { granularity: 'word' });
const endingsMax = 16;
const kanaRun = /[\p{Script=Hiragana}\p{Script=Katakana}ー]{2,}/gu;
const smallKana = /^[ぁぃぅぇぉっゃゅょァィゥェォッャュョーん]/;
const kanji = /[\p{Script=Han}々〆]/u;
const kanjiRun = /[\p{Script=Han}々〆]{2,}/gu;

/** Lower case, one width, one kind of digits. */
function plain(text: string): string {
  return text.normalize('NFKC').toLowerCase();
}

/** One word in the spelling that is compared. */
export function foldWord(word: string): string {
  const written = plain(word);
  if (kanji.test(written)) {
    return written;
  }
  return toRomaji(written.replaceAll('ー', ''))
    .normalize('NFD')
    .replaceAll(/[\u0300-\u036f'’-]/g, '')
    .replaceAll(/si(?!h)/g, 'shi')
    .replaceAll('tu', 'tsu')
    .replaceAll('ttsu', 'tsu')
    .replaceAll('hu', 'fu')
    .replaceAll(/[st]y(?=[auo])/g, (found) => (found === 'sy' ? 'sh' : 'ch'))
    .replaceAll('zy', 'j')
    .replaceAll(/ou|oo|oh(?![aiueo])/g, 'o')
    .replaceAll('uu', 'u')
    .replaceAll(/m(?=[bp])/g, 'n')
    .replaceAll(/([a-z])\1/g, '$1');
}

/** A run of kana and what is left of it from each later syllable; two kana at least. */
function endingsOf(run: string): string[] {
  return Array.from({ length: Math.min(run.length - 1, endingsMax) }, (_, at) =>
    run.slice(at),
  ).filter((ending) => !smallKana.test(ending));
}

/** The words of a text, folded, each once. */
export function wordsOf(text: string): string[] {
  const words = new Set<string>();
  for (const chunk of plain(text).split(/[\s\u3000・/,、。()「」[\]]+/u)) {
    for (const word of wordsOfChunk(chunk)) {
      words.add(word);
    }
  }
  return [...words];
}

/** The same few thousand words make up all names of a shop: parting each once saves most of the work. */
const parted = new Map<string, readonly string[]>();
const partedMax = 10_000;

function wordsOfChunk(chunk: string): readonly string[] {
  let known = parted.get(chunk);
  if (known === undefined) {
    known = partChunk(chunk);
    if (parted.size >= partedMax) {
      parted.clear();
    }
    parted.set(chunk, known);
  }
  return known;
}

function partChunk(chunk: string): string[] {
  const words = new Set<string>();
  const segments = [...segmenter.segment(chunk)].filter((each) => each.isWordLike);
  for (const { segment } of segments) {
    words.add(foldWord(segment));
  }
  // A run of kana is one word too, and so is each of its endings: ほうじちゃ is found in ウジホウジチャ, which no
  // segmenter parts.
  for (const [run] of chunk.matchAll(kanaRun)) {
    for (const ending of endingsOf(run)) {
      words.add(foldWord(ending));
    }
  }
  for (const [run] of chunk.matchAll(kanjiRun)) {
    for (let at = 0; at < run.length - 1; at += 1) {
      words.add(run.slice(at, at + 2));
    }
  }
  words.delete('');
  return [...words];
}

/** What was asked for: whole words where they are known, so that 2 letters do not find half the shop. */
export function queryWordsOf(text: string): string[] {
  const words = new Set<string>();
  for (const chunk of plain(text)
    .slice(0, 100)
    .split(/[\s\u3000]+/u)) {
    if (chunk === '') {
      continue;
    }
    if (!kanji.test(chunk)) {
      words.add(foldWord(chunk));
      continue;
    }
    const segments = [...segmenter.segment(chunk)].filter((each) => each.isWordLike);
    for (const { segment } of segments) {
      words.add(foldWord(segment));
    }
  }
  words.delete('');
  return [...words].slice(0, 12);
}
