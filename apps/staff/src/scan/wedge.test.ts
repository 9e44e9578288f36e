import { expect, test } from 'vitest';
import { noScan, type Stroke, typeStroke } from './wedge.ts';

const jan = '4569951116179';

function strokesOf(text: string, gapMs: number): Stroke[] {
  return [...text.split(''), 'Enter'].map((key, index) => ({
    key,
    code: /\d/.test(key) ? `Digit${key}` : key,
    isShift: false,
    isComposing: false,
    isCommand: false,
    atMs: 1000 + index * gapMs,
  }));
}

function scansOf(strokes: readonly Stroke[]): string[] {
  let wedge = noScan;
  return strokes.flatMap((stroke) => {
    const typed = typeStroke(wedge, stroke);
    ({ wedge } = typed);
    return typed.scan ?? [];
  });
}

test('what comes faster than a hand and ends with Enter is a scan', () => {
  expect(scansOf(strokesOf(jan, 8))).toEqual([jan]);
  expect(scansOf(strokesOf(jan, 49))).toEqual([jan]);
});

test('what a hand types is none, even with Enter', () => {
  expect(scansOf(strokesOf(jan, 50))).toEqual([]);
  expect(scansOf(strokesOf(jan, 180))).toEqual([]);
});

test('Tab ends a scan too', () => {
  const strokes = strokesOf(jan, 10).map((stroke) =>
    stroke.key === 'Enter' ? { ...stroke, key: 'Tab' } : stroke,
  );
  expect(scansOf(strokes)).toEqual([jan]);
});

test('an Enter long after the last letter ends nothing', () => {
  const strokes = strokesOf(jan, 10).map((stroke) =>
    stroke.key === 'Enter' ? { ...stroke, atMs: stroke.atMs + 500 } : stroke,
  );
  expect(scansOf(strokes)).toEqual([]);
});

test('with an input method on, the physical keys say what was scanned', () => {
  for (const key of ['Process', 'Unidentified']) {
    const strokes = strokesOf(jan, 10).map((stroke) => ({
      ...stroke,
      key: stroke.key === 'Enter' ? 'Enter' : key,
      isComposing: true,
    }));
    expect(scansOf(strokes)).toEqual([jan]);
  }
});

test('an Enter that the input method hides still ends a scan', () => {
  const strokes = strokesOf(jan, 10).map((stroke) => ({ ...stroke, key: 'Process' }));
  expect(scansOf(strokes)).toEqual([jan]);
});

test('full-width digits are folded', () => {
  const strokes = strokesOf('4569', 10).map((stroke) => ({
    ...stroke,
    key: stroke.key === 'Enter' ? 'Enter' : String.fromCharCode(stroke.key.charCodeAt(0) + 0xfee0),
  }));
  expect(scansOf(strokes)).toEqual(['4569']);
});

test('letters with Shift between them are one scan', () => {
  const at = (index: number, key: string, code: string): Stroke => ({
    key,
    code,
    isShift: true,
    isComposing: false,
    isCommand: false,
    atMs: 1000 + index * 10,
  });
  const strokes = [
    at(0, 'Shift', 'ShiftLeft'),
    at(1, 'A', 'KeyA'),
    at(2, '-', 'Minus'),
    at(3, 'Shift', 'ShiftLeft'),
    at(4, 'B', 'KeyB'),
    at(5, '7', 'Digit7'),
    at(6, 'Enter', 'Enter'),
  ];
  expect(scansOf(strokes)).toEqual(['A-B7']);
});

test('shortcuts and short bursts are no scan', () => {
  expect(scansOf(strokesOf('12', 10))).toEqual([]);
  const strokes = strokesOf('1234', 10).map((stroke) => ({ ...stroke, isCommand: true }));
  expect(scansOf(strokes)).toEqual([]);
});

test('the rest of a scan that stumbled is none', () => {
  const strokes = strokesOf(jan, 8).map((stroke, index) => ({
    ...stroke,
    atMs: stroke.atMs + (index >= 6 ? 90 : 0),
  }));
  expect(scansOf(strokes)).toEqual([]);
});

test('two scans one after the other are two', () => {
  const second = strokesOf('4901777018686', 8).map((stroke) => ({
    ...stroke,
    atMs: stroke.atMs + 700,
  }));
  expect(scansOf([...strokesOf(jan, 8), ...second])).toEqual([jan, '4901777018686']);
});
