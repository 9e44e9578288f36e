/**
 * Cuts a JSON document into its elements without holding the document: a list, newline-delimited
 * JSON, one object, or an API answer that wraps one list (`{"customers":[…]}`). Works on the
 * Latin-1 view of UTF-8 bytes.
 */
const ELEMENT_CHARS_MAX = 4 * 1024 * 1024;
const WRAPPED_LIST = /^\s*\{\s*"(?:[^"\\]|\\.)*"\s*:\s*\[/;
const MARK = /["{}[\]]/g;

interface JsonCutter {
  /** Takes the next piece of text and returns the text of the elements it completes. */
  cut(text: string, isEnd: boolean): string[];
  /** False when the document ended inside a list, an element or a string. */
  isComplete(): boolean;
}

/** Newline-delimited JSON: every line is an element, so a broken one costs itself only. */
function createLineCutter(): JsonCutter {
  let pending = '';
  return {
    cut(text, isEnd) {
      const lines = (pending + text).split('\n');
      pending = isEnd ? '' : (lines.pop() ?? '');
      return lines.filter((line) => line.trim() !== '');
    },
    isComplete: () => true,
  };
}

/** A JSON document; `baseDepth` is 0 for bare objects, 1 for `[…]` and 2 for `{"name":[…]}`. */
function createDepthCutter(baseDepth: 0 | 1 | 2): JsonCutter {
  let pending = '';
  let depth = 0;
  let isInString = false;
  let isListOver = false;
  /** Start of the element being read, as an index into `pending + text`; -1 between elements. */
  let elementStart = -1;
  let scanned = 0;

  function step(all: string, at: number, elements: string[]): void {
    const mark = all[at];
    if (mark === '{' || mark === '[') {
      if (depth === baseDepth && !isListOver) elementStart = at;
      depth += 1;
      return;
    }
    depth -= 1;
    if (depth === baseDepth && elementStart !== -1) {
      elements.push(all.slice(elementStart, at + 1));
      elementStart = -1;
    } else if (depth === baseDepth - 1) {
      isListOver = true;
    }
  }

  return {
    cut(text) {
      const elements: string[] = [];
      const all = pending + text;
      let at = scanned;
      while (at < all.length) {
        if (isInString) {
          const close = stringEnd(all, at);
          if (close === -1) break;
          isInString = false;
          at = close + 1;
          continue;
        }
        MARK.lastIndex = at;
        const found = MARK.exec(all);
        if (found === null) {
          at = all.length;
          break;
        }
        if (found[0] === '"') isInString = true;
        else step(all, found.index, elements);
        at = found.index + 1;
      }
      // An element that never ends is kept only as long as it may still be one; isComplete() tells at the end.
      const keepFrom = elementStart !== -1 ? elementStart : at;
      if (all.length - keepFrom > ELEMENT_CHARS_MAX) {
        pending = '';
        scanned = 0;
        elementStart = -1;
        return elements;
      }
      pending = all.slice(keepFrom);
      scanned = at - keepFrom;
      if (elementStart !== -1) elementStart = 0;
      return elements;
    },
    isComplete: () => depth === 0 && !isInString,
  };
}

function stringEnd(text: string, from: number): number {
  let at = text.indexOf('"', from);
  while (at !== -1) {
    let backslashes = 0;
    while (at - 1 - backslashes >= from && text[at - 1 - backslashes] === '\\') backslashes += 1;
    if (backslashes % 2 === 0) return at;
    at = text.indexOf('"', at + 1);
  }
  return -1;
}

export type JsonShape = 'list' | 'wrapped-list' | 'lines' | 'objects';

/** Tells the shape of a JSON document by its head; undefined when it is not JSON. */
export function sniffJson(head: string): JsonShape | undefined {
  if (/^\s*\[\s*(?:[[{\]]|$)/.test(head)) return 'list';
  if (!/^\s*\{\s*["}]/.test(head)) return undefined;
  const firstLine = head.trimStart().split('\n', 1)[0] ?? '';
  if (isJson(firstLine) && !WRAPPED_LIST.test(firstLine)) return 'lines';
  if (isJson(firstLine) && head.trim().includes('\n')) return 'lines';
  if (WRAPPED_LIST.test(head)) return 'wrapped-list';
  return head.trimEnd().endsWith('}') && !head.includes('}\n{') ? 'objects' : 'lines';
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

const BASE_DEPTH = { objects: 0, list: 1, 'wrapped-list': 2 } as const;

export function createJsonCutter(shape: JsonShape): JsonCutter {
  if (shape === 'lines') return createLineCutter();
  return createDepthCutter(BASE_DEPTH[shape]);
}

/**
 * An element as flat cells: nested objects by dotted path, lists of plain values joined by commas,
 * other lists as JSON text. Numbers keep the digits of the file (2.50 stays 2.50): prices never
 * pass through a float. Undefined when the text is no JSON object.
 */
export function flattenElement(text: string): Map<string, string> | undefined {
  let element: unknown;
  try {
    element = JSON.parse(text, keepDigits);
  } catch {
    return undefined;
  }
  if (typeof element !== 'object' || element === null || Array.isArray(element)) return undefined;
  const cells = new Map<string, string>();
  flattenInto(cells, '', element);
  return cells;
}

function keepDigits(_key: string, value: unknown, context?: { source?: string }): unknown {
  return typeof value === 'number' ? (context?.source ?? String(value)) : value;
}

function flattenInto(cells: Map<string, string>, prefix: string, object: object): void {
  for (const [key, value] of Object.entries(object)) {
    const name = prefix === '' ? key : `${prefix}.${key}`;
    if (value === null || value === undefined) continue;
    if (typeof value !== 'object') cells.set(name, String(value));
    else if (!Array.isArray(value)) flattenInto(cells, name, value);
    else if (value.every((item) => typeof item !== 'object')) cells.set(name, value.join(','));
    else cells.set(name, JSON.stringify(value));
  }
}
