// What a browser calls itself, as two codes that she knows her devices by. No version and nothing else is kept: the rest
// would only tell browsers apart. Pure.
import type { SessionAbout } from './sessions.ts';

const browsers: readonly (readonly [string, RegExp])[] = [
  ['line', /\bLine\//i],
  ['edge', /\bEdgA?\/|\bEdgiOS\//],
  ['firefox', /\bFirefox\/|\bFxiOS\//],
  ['chrome', /\bChrom(?:e|ium)\/|\bHeadlessChrome\/|\bCriOS\//],
  ['safari', /\bSafari\//],
];
const systems: readonly (readonly [string, RegExp])[] = [
  ['ios', /\biPhone\b|\biPad\b/],
  ['android', /\bAndroid\b/],
  ['windows', /\bWindows\b/],
  ['mac', /\bMacintosh\b/],
  ['linux', /\bLinux\b/],
];

/** `{ browser: 'safari', system: 'ios' }`; `other` where it is none of those known. */
export function aboutBrowser(userAgent: string | undefined): SessionAbout {
  const text = (userAgent ?? '').slice(0, 500);
  const find = (among: readonly (readonly [string, RegExp])[]) =>
    among.find(([, pattern]) => pattern.test(text))?.[0] ?? 'other';
  return { browser: find(browsers), system: find(systems) };
}
