import { expect, test } from 'vitest';
import { captionsPath, readCaptions, readFilm } from './read-film.ts';

test('a film is told by its first bytes: MP4 and WebM are taken, a page and anything else are not', () => {
  const body = Buffer.alloc(2000);
  const mp4 = Buffer.concat([Buffer.from('\0\0\0\x18ftypmp42', 'latin1'), body]);
  const webm = Buffer.concat([
    Buffer.from([0x1a, 0x45, 0xdf, 0xa3, 0x9f]),
    Buffer.from('\x42\x82\x84webm', 'latin1'),
    body,
  ]);
  expect([readFilm(mp4).path, readFilm(webm).path]).toEqual([
    expect.stringMatching(/^films\/[0-9a-f]{2}\/[0-9a-f]{40}\.mp4$/),
    expect.stringMatching(/\.webm$/),
  ]);
  for (const file of [
    Buffer.from('<!doctype html><script>alert(1)</script>'),
    body,
    mp4.subarray(0, 9),
  ]) {
    expect(() => readFilm(file)).toThrow('catalog.film_unreadable');
  }
  expect(() => readFilm(Buffer.concat([mp4, Buffer.alloc(24_000_000)]))).toThrow(
    'catalog.film_too_large',
  );
  expect(captionsPath('films/3f/3f9a.mp4', 'ja')).toBe('films/3f/3f9a.ja.vtt');
});

test('captions are written anew from WebVTT or SRT, without markup of their own', () => {
  const vtt =
    'WEBVTT\n\nSTYLE\n::cue{color:red}\n\n1\n00:00.000 --> 00:02.500 line:0\n<v 花子><b>手に</b>なじむ\n\n00:02.500 --> 00:04.000\n1 < 2 & <img src=x onerror=alert(1)>\n';
  expect(readCaptions(vtt)).toBe(
    'WEBVTT\n\n00:00.000 --> 00:02.500\n手になじむ\n\n00:02.500 --> 00:04.000\n1 &lt; 2 &amp;\n',
  );
  const srt = '1\r\n00:00:00,000 --> 00:00:02,000\r\n毎朝のお茶に\r\n';
  expect(readCaptions(srt)).toBe('WEBVTT\n\n00:00:00.000 --> 00:00:02.000\n毎朝のお茶に\n');
  const priced = '1\n00:00:02,000 --> 00:00:04,000\n茶碗 1,980円、2,500円の急須と\n';
  expect(readCaptions(priced)).toContain('\n茶碗 1,980円、2,500円の急須と\n');
  expect(() => readCaptions('こんにちは')).toThrow('catalog.captions_unreadable');
});
