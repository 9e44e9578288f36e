// What a person knows a device by: the kind of machine and of browser, from the two codes that the server keeps.
import type { Language } from './words.ts';

type Names = { readonly other: string } & Readonly<Record<string, string>>;

const browserNames = {
  safari: 'Safari',
  chrome: 'Chrome',
  edge: 'Edge',
  firefox: 'Firefox',
  line: 'LINE',
};
const systemNames = { android: 'Android', windows: 'Windows', mac: 'Mac', linux: 'Linux' };

const browsers: Readonly<Record<Language, Names>> = {
  ja: { ...browserNames, other: 'ブラウザ' },
  en: { ...browserNames, other: 'Browser' },
};
const systems: Readonly<Record<Language, Names>> = {
  ja: { ...systemNames, ios: 'iPhone・iPad', other: 'その他の端末' },
  en: { ...systemNames, ios: 'iPhone or iPad', other: 'another device' },
};

export type Device = { readonly browser: string; readonly system: string };

/** `iPhone・iPad · Safari`. */
export function deviceName({ browser, system }: Device, language: Language): string {
  const machine = systems[language][system] ?? systems[language].other;
  return `${machine} · ${browsers[language][browser] ?? browsers[language].other}`;
}
