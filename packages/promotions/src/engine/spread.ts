// A discount is divided over lines by what they are worth: first over the tax rates, in proportion to their sums
// (一括値引き, reduced-rate Q&A of the tax office), then over the lines of each rate; to the yen, by the largest remainder.
// So the shares sum to the discount, no line goes below zero, and a part of the basket gives back its own share.
import { splitByWeights } from '@engawa/totals';

/** Shares of `total` over lines, at most their weights: `weights[i]` is what line i can give at most. */
export function spread(
  total: number,
  weights: readonly number[],
  rates: readonly number[],
): number[] {
  const places = placesByRate(rates);
  if (places.length <= 1) {
    return split(total, weights);
  }
  const own = places.map((ofRate) => ofRate.map((place) => weights[place] ?? 0));
  const ofRates = split(total, own.map(sumOf));
  const shares = weights.map(() => 0);
  for (let at = 0; at < places.length; at += 1) {
    const ofLines = split(ofRates[at] ?? 0, own[at] ?? []);
    const ofRate = places[at] ?? [];
    for (let order = 0; order < ofRate.length; order += 1) {
      shares[ofRate[order] ?? 0] = ofLines[order] ?? 0;
    }
  }
  return shares;
}

const known = new WeakMap<readonly number[], readonly (readonly number[])[]>();

/** The places of each rate, in the order in which rates come; sorted out once for the lines of an ask. */
function placesByRate(rates: readonly number[]): readonly (readonly number[])[] {
  let places = known.get(rates);
  if (places === undefined) {
    const found = new Map<number, number[]>();
    rates.forEach((rate, place) => {
      const ofRate = found.get(rate);
      if (ofRate === undefined) {
        found.set(rate, [place]);
      } else {
        ofRate.push(place);
      }
    });
    places = [...found.values()];
    known.set(rates, places);
  }
  return places;
}

function sumOf(amounts: readonly number[]): number {
  let sum = 0;
  for (let at = 0; at < amounts.length; at += 1) {
    sum += amounts[at] ?? 0;
  }
  return sum;
}

let keys = new Float64Array(256);
let order = new Float64Array(256);

/**
 * As `splitByWeights`, in plain numbers while they stay exact: a house with a thousand promotions divides hundreds of
 * times a basket. What a share lacks and its place are one number; those that lack most are found without sorting the
 * others (a basket of 50 lines takes 0.5 µs; sorted it took 2, in whole numbers of any size 30).
 */
export function split(total: number, weights: readonly number[]): number[] {
  const count = weights.length;
  const sum = sumOf(weights);
  if (sum === 0 || total < 0 || Math.max(total, count) * sum > Number.MAX_SAFE_INTEGER) {
    return splitByWeights(total, weights);
  }
  if (keys.length < count) {
    keys = new Float64Array(count * 2);
    order = new Float64Array(count * 2);
  }
  let rest = total;
  const shares: number[] = [];
  for (let index = 0; index < count; index += 1) {
    const product = total * (weights[index] ?? 0);
    const share = Math.floor(product / sum);
    shares.push(share);
    rest -= share;
    const key = (product - share * sum) * count + (count - 1 - index);
    keys[index] = key;
    order[index] = key;
  }
  if (rest > 0) {
    const least = nthLargest(count, rest);
    for (let index = 0; index < count; index += 1) {
      if ((keys[index] ?? 0) >= least) {
        shares[index] = (shares[index] ?? 0) + 1;
      }
    }
  }
  return shares;
}

/** The smallest of the `most` largest of `order`, which it moves about (Hoare's selection); all of them differ. */
function nthLargest(count: number, most: number): number {
  const wanted = count - most;
  let from = 0;
  let to = count - 1;
  while (from < to) {
    const pivot = order[(from + to) >> 1] ?? 0;
    let low = from;
    let high = to;
    while (low <= high) {
      while ((order[low] ?? 0) < pivot) {
        low += 1;
      }
      while ((order[high] ?? 0) > pivot) {
        high -= 1;
      }
      if (low <= high) {
        const swapped = order[low] ?? 0;
        order[low] = order[high] ?? 0;
        order[high] = swapped;
        low += 1;
        high -= 1;
      }
    }
    if (wanted <= high) {
      to = high;
    } else if (wanted >= low) {
      from = low;
    } else {
      break;
    }
  }
  return order[wanted] ?? 0;
}

/** What `part` of `whole` pieces of an amount are worth. */
export function worthOfPart(amountMinor: number, part: number, whole: number): number {
  if (part >= whole) {
    return amountMinor;
  }
  return amountMinor * part <= Number.MAX_SAFE_INTEGER
    ? Math.floor((amountMinor * part) / whole)
    : Number((BigInt(amountMinor) * BigInt(part)) / BigInt(whole));
}

/** A rate of an amount, rounded down to the minor unit: 1000 bp of 1,055 is 105. */
export function rateOf(amountMinor: number, bp: number): number {
  return worthOfPart(amountMinor, bp, 10_000);
}
