// The colours of the house: washi and sumi, one indigo, one persimmon, and a few that go with them.

export type Tone = {
  /** The thing itself, its shaded side, and what is painted on it. */
  readonly body: string;
  readonly shade: string;
  readonly mark: string;
};

export const tones: Readonly<Record<string, Tone>> = {
  white: { body: '#fbf8f1', shade: '#e6dfd0', mark: '#35507c' },
  indigo: { body: '#35507c', shade: '#263b5e', mark: '#e9e4d6' },
  ink: { body: '#3d3b3a', shade: '#2a2928', mark: '#b9b1a2' },
  persimmon: { body: '#c96a3b', shade: '#a9542b', mark: '#f6e3cf' },
  moss: { body: '#7f8f5a', shade: '#657344', mark: '#eef0dc' },
  sakura: { body: '#e3b5b3', shade: '#cf9896', mark: '#fdf3f0' },
  gold: { body: '#d3a550', shade: '#b5873a', mark: '#fbf1d8' },
  sky: { body: '#9fbfc4', shade: '#83a6ac', mark: '#f2f7f5' },
};

export const paper = '#f3eee3';

/** What a thing stands on: washi, a deeper one under what is white itself. */
export function groundOf(tone: Tone): { readonly paper: string; readonly shadow: string } {
  return tone === tones.white
    ? { paper: '#e6dece', shadow: '#cfc5b1' }
    : { paper, shadow: '#d9d1c0' };
}

export const sumi = '#2f2d2b';
export const wood = { body: '#c79f6c', shade: '#a98251', mark: '#e8d3b0' } as const;
export const tea = '#8a9a4b';
