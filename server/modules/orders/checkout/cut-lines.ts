// An order that several places send: each line goes with one parcel, so a line whose pieces come from two places is cut
// into two. The shares sum to the whole, to the yen, whatever was off.
import { type LinePart, partOf } from '../returns/give-back-lines.ts';
import type { Parcel } from '../routing/route.ts';
import type { Line } from './price-lines.ts';

/** By which parcel (1, 2 …) and place (uuid) a line is sent. */
export type CutLine = { readonly parcel: number; readonly placeId: string };

type Shares = {
  readonly reducedShares: readonly number[];
  readonly pointShares: readonly number[];
};

export type CutOrder = Shares & {
  readonly lines: readonly Line[];
  readonly sent: readonly CutLine[];
};

/** Lines in their order, each as often as it has parcels; what lies on no shelf goes with the first. */
export function cutLines(
  lines: readonly Line[],
  { reducedShares, pointShares }: Shares,
  parcels: readonly Parcel[],
): CutOrder {
  const left = parcels.map(
    (parcel) => new Map(parcel.lines.map((each) => [each.itemId, each.quantityMilli])),
  );
  const isOnShelf = (itemId: string) => left.some((each) => each.has(itemId));
  const all = lines.flatMap((line, index) => {
    const cuts = isOnShelf(line.itemId)
      ? takeFrom(left, line)
      : [{ index: 0, quantityMilli: line.quantityMilli }];
    const off = { reduced: reducedShares[index] ?? 0, points: pointShares[index] ?? 0 };
    const parts = shareOut(
      line,
      off,
      cuts.map((cut) => cut.quantityMilli),
    );
    return cuts.map((cut, at) => ({ ...parts[at], cut }));
  });
  return {
    lines: all.flatMap(({ line }) => line ?? []),
    reducedShares: all.map(({ reduced = 0 }) => reduced),
    pointShares: all.map(({ points = 0 }) => points),
    sent: all.map(({ cut }) => ({
      parcel: cut.index + 1,
      placeId: parcels[cut.index]?.placeId ?? '',
    })),
  };
}

/** How much of a line goes with which parcel; `left` is less by it afterwards. */
function takeFrom(
  left: readonly Map<string, number>[],
  { itemId, quantityMilli }: Line,
): { readonly index: number; readonly quantityMilli: number }[] {
  let rest = quantityMilli;
  return left.flatMap((ofParcel, index) => {
    const some = Math.min(rest, ofParcel.get(itemId) ?? 0);
    if (some === 0) {
      return [];
    }
    rest -= some;
    ofParcel.set(itemId, (ofParcel.get(itemId) ?? 0) - some);
    return [{ index, quantityMilli: some }];
  });
}

type Part = { readonly line: Line; readonly reduced: number; readonly points: number };

function shareOut(
  line: Line,
  { reduced, points }: { readonly reduced: number; readonly points: number },
  quantities: readonly number[],
): Part[] {
  let before = 0;
  // A piece costs what it costs; only what both points and somebody else took off is shared out with its price.
  const isEven =
    (reduced === 0 || points === 0) &&
    quantities.every((quantityMilli) => {
      const amount = line.amountMinor * quantityMilli;
      return Number.isSafeInteger(amount) && amount % line.quantityMilli === 0;
    });
  return quantities.map((quantityMilli) => {
    const part = partOf(
      {
        line: 0,
        itemId: line.itemId,
        quantityMilli: line.quantityMilli,
        returnedMilli: before,
        amountMinor: line.amountMinor,
        discountMinor: reduced + points,
        pointsMinor: points,
        taxRateBp: line.taxRateBp,
      },
      quantityMilli,
    );
    before += quantityMilli;
    return isEven ? toEvenPart(line, part, points > 0) : toPart(line, part);
  });
}

function toPart(line: Line, part: LinePart): Part {
  const { quantityMilli, amountMinor, discountMinor, pointsMinor } = part;
  return {
    line: { ...line, quantityMilli, amountMinor },
    reduced: discountMinor - pointsMinor,
    points: pointsMinor,
  };
}

function toEvenPart(line: Line, { quantityMilli, netMinor }: LinePart, isByPoints: boolean): Part {
  const amountMinor = (line.amountMinor * quantityMilli) / line.quantityMilli;
  const off = amountMinor - netMinor;
  return {
    line: { ...line, quantityMilli, amountMinor },
    reduced: isByPoints ? 0 : off,
    points: isByPoints ? off : 0,
  };
}
