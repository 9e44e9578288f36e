// A small model of two shops, written apart from them: what stands on the shelves, what a customer has, and what each
// order is worth as it stands, and of what two shops send together who sends what. Whole pieces and yen; two items
// (1,100 at 10%, 540 at 8%), points are a discount. What is sent costs 665 once, from 5,000 on nothing, and that goes back
// with the last piece if it was broken.

export const prices = [1100, 540] as const;
const rates = [10, 8] as const;
export const fee = 665;
export const freeFrom = 5000;

export type ModelLine = {
  item: 0 | 1;
  pieces: number;
  gone: number;
  net: number;
  points: number;
  /** From where it goes: the shop, or the other one. */
  place: 0 | 1;
  /** As the order numbers them. */
  parcel: number;
  hasLeft: boolean;
};
/** A line as the house sends it; `at` is a place (uuid). */
export type SentRow = { item: 0 | 1; pieces: number; at: string; parcel: number };
export type ModelOrder = {
  id: string;
  payments: readonly string[];
  cardId: string | undefined;
  state: 'asking' | 'open' | 'out' | 'over';
  lines: ModelLine[];
  /** By place and item. */
  held: readonly (readonly number[])[];
  /** A delivery: sent, not handed over; by two places where neither had all of it. */
  isSent: boolean;
  earned: number;
  spent: number;
  /** Paid for it to be sent, and not given back. */
  fee: number;
};

export class Model {
  /** On hand by place (shop, other) and item. */
  onHand = [
    [30, 30],
    [30, 30],
  ];
  orders: ModelOrder[] = [];
  points = 3000;
  reserved = 0;
  pending = 0;

  held(place: number, item: number): number {
    return this.orders.reduce((sum, order) => sum + (order.held[place]?.[item] ?? 0), 0);
  }
  free(place: number, item: number): number {
    return (this.onHand[place]?.[item] ?? 0) - this.held(place, item);
  }
  move(place: 0 | 1, item: 0 | 1, pieces: number): void {
    const shelf = this.onHand[place];
    if (shelf !== undefined) {
      shelf[item] = (shelf[item] ?? 0) + pieces;
    }
  }
}

/** Net and tax of what is left of an order, by rate. */
export function worthOf({ lines, fee: sent }: ModelOrder) {
  const left = [0, 0];
  for (const { item, pieces, gone, net } of lines) {
    left[item] = (left[item] ?? 0) + net - (pieces === 0 ? 0 : Math.floor((net * gone) / pieces));
  }
  const taxIn = (gross: number, item: number) =>
    Math.floor((gross * (rates[item] ?? 0)) / (100 + (rates[item] ?? 0)));
  const [cups = 0, teas = 0] = left;
  const ofTeas = taxIn(teas, 1);
  return {
    total: cups + teas + sent,
    tax: taxIn(cups + sent, 0) + ofTeas,
    earns: Math.floor((cups + teas - taxIn(cups, 0) - ofTeas) / 100),
  };
}

export const pointsGone = (line: ModelLine, gone: number) =>
  line.pieces === 0 ? 0 : Math.floor((line.points * gone) / line.pieces);

export const nothingHeld = [
  [0, 0],
  [0, 0],
] as const;

/** Largest remainder over rates; each rate here is one line. */
export function split(total: number, weights: readonly number[]): number[] {
  const sum = weights.reduce((a, b) => a + b, 0);
  const floors = weights.map((weight) => Math.floor((total * weight) / sum));
  const rest = total - floors.reduce((a, b) => a + b, 0);
  const order = weights
    .map((weight, index) => ({ index, left: (total * weight) % sum }))
    .toSorted((a, b) => b.left - a.left || a.index - b.index);
  for (const { index } of order.slice(0, rest)) {
    floors[index] = (floors[index] ?? 0) + 1;
  }
  return floors;
}
