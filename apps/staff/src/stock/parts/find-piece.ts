// From a code to an item, fast enough for a storm of scans: what was read before is known, then the catalogue on this
// tablet, then the house. The order of the scans is kept.
import { Unreachable } from '@engawa/client';
import { readScan, type Scan } from '../../scan/read-scan.ts';
import { priceAt } from '../../till/shelf/line.ts';
import { findByCode } from '../../till/shelf/shelf.ts';
import { findItems } from '../use-items.ts';

export type Piece = {
  readonly itemId: string;
  readonly code: string;
  readonly barcode: string | null;
  readonly nameJa: string;
  readonly nameEn: string | null;
  /** Tax included; null: no price here. */
  readonly priceMinor: number | null;
};

export type Found =
  | { readonly kind: 'piece'; readonly piece: Piece }
  | { readonly kind: 'transfer'; readonly transferId: string }
  | { readonly kind: 'unknown'; readonly code: string }
  /** Not here, and nobody can be asked. */
  | { readonly kind: 'away'; readonly code: string };

/** What was read just now; longer than a storm of scans nothing is held, since names and prices change. */
const known = new Map<string, { readonly piece: Piece; readonly untilMs: number }>();
const knownMs = 30_000;
const shelfMsMax = 1500;
let last: Promise<unknown> = Promise.resolve();

/** One after the other, so that pieces are counted in the order in which they were read. */
export function findPiece(raw: string, placeId: string): Promise<Found> {
  const found = last.then(() => find(readScan(raw), placeId));
  last = found.catch(() => undefined);
  return found;
}

async function find(scan: Scan, placeId: string): Promise<Found> {
  if (scan.kind === 'transfer') {
    return { kind: 'transfer', transferId: scan.transferId };
  }
  const code = 'code' in scan ? scan.code : 'number' in scan ? scan.number : '';
  if (scan.kind !== 'item') {
    return { kind: 'unknown', code };
  }
  const key = `${placeId} ${code}`;
  const seen = known.get(key);
  if (seen !== undefined && Date.now() < seen.untilMs) {
    return { kind: 'piece', piece: seen.piece };
  }
  const piece = (await onTablet(code)) ?? (await inHouse(code, placeId));
  if (piece === undefined || piece === 'away') {
    return { kind: piece === 'away' ? 'away' : 'unknown', code };
  }
  known.set(key, { piece, untilMs: Date.now() + knownMs });
  return { kind: 'piece', piece };
}

async function onTablet(code: string): Promise<Piece | undefined> {
  const late = new Promise<undefined>((resolve) => {
    setTimeout(() => resolve(undefined), shelfMsMax);
  });
  const item = await Promise.race([findByCode(code), late]);
  return item === undefined
    ? undefined
    : {
        itemId: item.id,
        code: item.code,
        barcode: item.barcodes[0] ?? null,
        nameJa: item.name,
        nameEn: item.nameEn,
        priceMinor: priceAt(item.prices, Date.now()) ?? null,
      };
}

async function inHouse(code: string, placeId: string): Promise<Piece | 'away' | undefined> {
  try {
    const [item, another] = await findItems(code, placeId);
    if (
      item === undefined ||
      (another !== undefined && item.code !== code && !/^\d{8,14}$/.test(code))
    ) {
      return undefined;
    }
    return pieceOf(item, code);
  } catch (error) {
    if (error instanceof Unreachable) {
      return 'away';
    }
    throw error;
  }
}

type Row = Awaited<ReturnType<typeof findItems>>[number];

function pieceOf({ id, code, name, price }: Row, read: string): Piece {
  return {
    itemId: id,
    code,
    barcode: /^\d{8}$|^\d{12,14}$/.test(read) ? read : null,
    nameJa: name.ja,
    nameEn: name.en,
    priceMinor: price?.amountMinor ?? null,
  };
}
