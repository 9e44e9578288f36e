// The lines of a paper in work: pieces by item, in the order in which they were first read.
import type { Piece } from './find-piece.ts';

export type Line = {
  readonly itemId: string;
  readonly code: string;
  readonly nameJa: string;
  readonly nameEn: string | null;
  readonly quantity: number;
  /** Null: nobody told what there should be. */
  readonly expected: number | null;
  readonly damaged: number;
  readonly lot: string;
  readonly bestBefore: string;
};

const quantityMax = 100_000;

/** One piece more, on the line of the item; a new line where there is none. */
export function addPiece(lines: readonly Line[], piece: Piece, by = 1): readonly Line[] {
  const at = lines.findIndex(({ itemId }) => itemId === piece.itemId);
  if (at === -1) {
    return [...lines, lineOf(piece, Math.max(0, by))];
  }
  return setQuantity(lines, piece.itemId, (lines[at]?.quantity ?? 0) + by);
}

export function setQuantity(
  lines: readonly Line[],
  itemId: string,
  quantity: number,
): readonly Line[] {
  const kept = Number.isFinite(quantity) ? Math.min(quantityMax, Math.max(0, quantity)) : 0;
  return changeLine(lines, itemId, { quantity: Math.round(kept * 1000) / 1000 });
}

export function changeLine(
  lines: readonly Line[],
  itemId: string,
  change: Partial<Line>,
): readonly Line[] {
  return lines.map((line) => {
    if (line.itemId !== itemId) {
      return line;
    }
    const changed = { ...line, ...change };
    return { ...changed, damaged: Math.min(changed.damaged, changed.quantity) };
  });
}

export function lineOf(
  { itemId, code, nameJa, nameEn }: Omit<Piece, 'barcode' | 'priceMinor'>,
  quantity: number,
  expected: number | null = null,
): Line {
  return { itemId, code, nameJa, nameEn, quantity, expected, damaged: 0, lot: '', bestBefore: '' };
}

export function sumPieces(lines: readonly Line[]): number {
  return lines.reduce((sum, { quantity }) => sum + quantity, 0);
}
