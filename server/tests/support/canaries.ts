// Marked customers, and the search for their marks: every personal field holds a word that occurs nowhere else, and
// every byte of a folder is looked at for it, in each way a word may be written.
import { randomBytes } from 'node:crypto';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { zstdDecompressSync } from 'node:zlib';
import type { Ended } from './real-server.ts';

/** Of this run, so that nothing of another run and no word of ours is found by accident. */
export const mark = randomBytes(4).toString('hex');

const header =
  '会員ID,カード番号,お名前(姓),お名前(名),お名前(セイ),お名前(メイ),メールアドレス,TEL,携帯電話番号,郵便番号,都道府県,市区町村,住所1,生年月日,性別,備考';

/** Rows whose every personal field holds a word of its own. */
export function customerFile(customers: number, words: Set<string>): string {
  words.add('9862243').add('986-2243');
  const rows = Array.from({ length: customers }, (_, n) => customerRow(n, words).join(','));
  return `${header}\n${rows.join('\n')}\n`;
}

/** The values of one row as they are written; `words` also gets the forms they may be kept in. */
export function customerRow(n: number, words: Set<string>): string[] {
  const word = (text: string) => {
    words.add(text);
    return text;
  };
  const own = `${mark}${String(n).padStart(3, '0')}`;
  // Digits and kana only, where the field takes nothing else.
  const kana = (first: string) => word(`${first}${kanaOf(own)}`);
  const digits = String(n).padStart(4, '0');
  return [
    word(`M-${own}`),
    word(`C-${own}`),
    word(`姓${own}`),
    word(`名${own}`),
    kana('セ'),
    kana('メ'),
    word(`mail-${own}@example.jp`),
    phoneOf(word, '03', `5${seed}${digits}`),
    phoneOf(word, '090', `7${seed}${digits}`),
    '986-2243',
    '東京都',
    word(`市${own}`),
    word(`町${own}`),
    word(
      Temporal.PlainDate.from('1906-01-01')
        .add({ days: n * 7 })
        .toString(),
    ),
    '女性',
    word(`メモ${own}`),
  ];
}

export const seed = String(Number.parseInt(mark.slice(0, 4), 16) % 1000).padStart(3, '0');

/** Both as written and in the international form that it may be kept in. */
function phoneOf(word: (text: string) => string, area: string, local: string): string {
  word(`+81${area.slice(1)}${local}`);
  word(`${area}${local}`);
  return word(`${area}-${local.slice(0, 4)}-${local.slice(4)}`);
}

function kanaOf(text: string): string {
  const kana = 'アイウエオカキクケコサシスセソタチツテトナニヌネノ';
  return text.replaceAll(/[0-9a-f]/g, (digit) => kana[Number.parseInt(digit, 16)] ?? '');
}

type Needle = { readonly word: string; readonly way: string; readonly bytes: Buffer };
export type Needles = {
  /** 1 for each pair of bytes that a needle begins with: most of the disk is passed over by it. */
  readonly begins: Uint8Array;
  /** By the first four bytes. */
  readonly byKey: ReadonlyMap<number, readonly Needle[]>;
};

const keyBytes = 4;

/** Every word in UTF-8, UTF-16 and base64 at each of its three offsets, by their first four bytes. */
export function encode(words: ReadonlySet<string>): Needles {
  const begins = new Uint8Array(65_536);
  const byKey = new Map<number, Needle[]>();
  const add = (needle: Needle) => {
    const key = needle.bytes.readUInt32LE(0);
    const known = byKey.get(key);
    begins[needle.bytes.readUInt16LE(0)] = 1;
    if (known === undefined) {
      byKey.set(key, [needle]);
    } else {
      known.push(needle);
    }
  };
  for (const word of words) {
    const utf8 = Buffer.from(word);
    add({ word, way: 'UTF-8', bytes: utf8 });
    add({ word, way: 'UTF-16', bytes: Buffer.from(word, 'utf16le') });
    for (const offset of [0, 1, 2]) {
      // Only whole groups of three bytes are written the same whatever stands around them.
      const skip = (3 - offset) % 3;
      const whole = utf8.subarray(skip, skip + Math.floor((utf8.length - skip) / 3) * 3);
      for (const way of ['base64', 'base64url'] as const) {
        add({ word, way, bytes: Buffer.from(whole.toString(way)) });
      }
    }
  }
  return { begins, byKey };
}

export function searchBytes(name: string, bytes: Buffer, { begins, byKey }: Needles): string[] {
  const found = new Set<string>();
  for (let at = 0; at + keyBytes <= bytes.length; at += 1) {
    const pair = (bytes[at] ?? 0) | ((bytes[at + 1] ?? 0) << 8);
    if (begins[pair] === 0) {
      continue;
    }
    for (const each of byKey.get(bytes.readUInt32LE(at)) ?? []) {
      const end = at + each.bytes.length;
      if (end <= bytes.length && bytes.compare(each.bytes, 0, each.bytes.length, at, end) === 0) {
        found.add(`${each.word} in ${name}`);
      }
    }
  }
  return [...found];
}

export function searchFolder(folder: string, needles: Needles): string[] {
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' });
  return names.flatMap((name) => {
    const path = join(folder, name);
    // A running Postgres takes files away while we look.
    if (statSync(path, { throwIfNoEntry: false })?.isFile() !== true) {
      return [];
    }
    const bytes = readFileSync(path);
    const isPacked = name.endsWith('.zst');
    return searchBytes(name, isPacked ? zstdDecompressSync(bytes) : bytes, needles);
  });
}

export function searchTexts(ended: readonly Ended[], needles: Needles): string[] {
  return ended.flatMap(({ stdout, stderr }) =>
    searchBytes('what the programs said', Buffer.from(stdout + stderr), needles),
  );
}
