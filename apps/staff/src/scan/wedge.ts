// A barcode reader types like a keyboard, only faster than people: under 50 ms between two keys, then Enter or
// Tab. Pure: the page feeds strokes, the answer says whether a scan is complete. With an input method switched
// on, the browser hides the character (`Process`, `Unidentified`); the physical key still says what it was.

export type Stroke = {
  readonly key: string;
  /** The physical key: `Digit4`, `KeyA`. */
  readonly code: string;
  readonly isShift: boolean;
  readonly isComposing: boolean;
  /** Ctrl, Alt or the command key: a shortcut and no scan. */
  readonly isCommand: boolean;
  readonly atMs: number;
};

export type Wedge = {
  readonly text: string;
  readonly lastMs: number;
  /** The letters before came too late to belong, and too early to be a hand's: a piece of a scan is none. */
  readonly isTorn: boolean;
};

export const noScan: Wedge = { text: '', lastMs: Number.NEGATIVE_INFINITY, isTorn: false };

const gapMsMax = 50;
/** A busy tablet may stumble over a scan; what follows within this time is the rest of it. */
const tornMsMax = 250;
/** Shorter bursts are two keys that a hand happened to hit together. */
const lengthMin = 4;
/** The code of a member card has 300. */
const lengthMax = 400;

/** Takes one key; `scan` is there when it ended one. */
export function typeStroke(
  wedge: Wedge,
  stroke: Stroke,
): { readonly wedge: Wedge; readonly scan?: string } {
  if (stroke.isCommand) {
    return { wedge: noScan };
  }
  const isFast = wedge.text !== '' && stroke.atMs - wedge.lastMs < gapMsMax;
  if (stroke.key === 'Enter' || stroke.key === 'Tab' || isEndKey(stroke)) {
    return isFast && !wedge.isTorn && wedge.text.length >= lengthMin
      ? { wedge: noScan, scan: wedge.text }
      : { wedge: noScan };
  }
  const letter = letterOf(stroke);
  if (letter === '') {
    // Shift and the like come between the letters of a scan.
    return { wedge: isModifier(stroke.key) ? wedge : noScan };
  }
  const text = isFast ? wedge.text + letter : letter;
  const isTorn = isFast ? wedge.isTorn : stroke.atMs - wedge.lastMs < tornMsMax;
  return { wedge: { text: text.slice(0, lengthMax), lastMs: stroke.atMs, isTorn } };
}

function isEndKey({ key, code }: Stroke): boolean {
  return isHidden(key) && (code === 'Enter' || code === 'NumpadEnter' || code === 'Tab');
}

function isHidden(key: string): boolean {
  return key === 'Process' || key === 'Unidentified' || key === 'Dead';
}

function isModifier(key: string): boolean {
  return key === 'Shift' || key === 'CapsLock' || key === 'Alphanumeric' || key === 'Eisu';
}

const marks: Readonly<Record<string, readonly [string, string]>> = {
  Minus: ['-', '='],
  Slash: ['/', '?'],
  Period: ['.', '>'],
  Space: [' ', ' '],
  BracketLeft: ['[', '{'],
  BracketRight: [']', '}'],
  // The colon of a member card: beside L on one keyboard, one key further on the Japanese one.
  Semicolon: [';', ':'],
  Quote: [':', '*'],
  NumpadSubtract: ['-', '-'],
  NumpadDecimal: ['.', '.'],
};

/** The character of a stroke, folded to half width; empty for keys that write nothing. */
function letterOf({ key, code, isShift, isComposing }: Stroke): string {
  if (!isComposing && !isHidden(key)) {
    const folded = key.normalize('NFKC');
    return Array.from(key).length === 1 ? folded : '';
  }
  const digit = /^(?:Digit|Numpad)(\d)$/.exec(code)?.[1];
  const letter = /^Key([A-Z])$/.exec(code)?.[1];
  if (letter !== undefined) {
    return isShift ? letter : letter.toLowerCase();
  }
  return digit ?? marks[code]?.[isShift ? 1 : 0] ?? '';
}
