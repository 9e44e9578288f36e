// A small model of stock, written apart from it, for histories.test.ts: what stands there is the newest count and what
// happened after it, in whatever order things are heard; what leaves goes from the lot whose date comes first; what is
// recalled is held. Minutes and whole pieces.

type Happened = { readonly at: number; readonly seq: number; readonly n: number };
export type ModelHold = { shelf: Shelf; n: number; until: number; subject: string };
export type ModelLot = { readonly day: number; n: number; isBlocked: boolean };
export type Packed = { readonly day: number | null; readonly n: number };
export type ModelTransfer = {
  readonly from: Shelf;
  readonly to: Shelf;
  readonly n: number;
  readonly subject: string;
  state: 'requested' | 'sent' | 'done';
  packed: Packed[];
};

export class Shelf {
  readonly item: number;
  readonly place: number;
  happened: Happened[] = [];
  count: Happened | undefined;
  /** In the order they came. */
  lots: ModelLot[] = [];
  isConflict = false;
  incoming = 0;
  constructor(item: number, place: number) {
    this.item = item;
    this.place = place;
  }
  onHand(): number {
    const { count } = this;
    const after = this.happened.filter(
      (each) =>
        count === undefined || each.at > count.at || (each.at === count.at && each.seq > count.seq),
    );
    return (count?.n ?? 0) + sum(after);
  }
  /** Takes from the good lots, first expired first; answers what had which date. */
  leave(n: number): Packed[] {
    let left = n;
    const packed: Packed[] = [];
    const inOrder = this.lots
      .filter((lot) => !lot.isBlocked && lot.n > 0)
      .toSorted((a, b) => a.day - b.day);
    for (const lot of inOrder) {
      const taken = Math.min(left, lot.n);
      if (taken > 0) {
        lot.n -= taken;
        left -= taken;
        packed.push({ day: lot.day, n: taken });
      }
    }
    return left > 0 ? [...packed, { day: null, n: left }] : packed;
  }
  blocked(): number {
    return sum(this.lots.filter((lot) => lot.isBlocked && lot.n > 0));
  }
  /** Lots never claim more than stands there, as far as there are good ones to take it from. */
  settle(): void {
    const unlotted = this.onHand() - sum(this.lots);
    if (unlotted < 0) this.leave(-unlotted);
  }
}

export class Model {
  readonly shelves: Shelf[];
  holds: ModelHold[] = [];
  transfers: ModelTransfer[] = [];
  now = 1000;
  #seq = 0;
  constructor(items: number, places: number) {
    this.shelves = Array.from({ length: items * places }, (_, index) => {
      const item = index % items;
      return new Shelf(item, Math.floor(index / items));
    });
  }
  /** The same item at the other place. */
  across(shelf: Shelf): Shelf {
    const other = this.shelves.find(
      (each) => each.item === shelf.item && each.place !== shelf.place,
    );
    return other ?? shelf;
  }
  held(shelf: Shelf): number {
    return sum(this.holds.filter((hold) => hold.shelf === shelf)) + shelf.blocked();
  }
  free(shelf: Shelf): number {
    return shelf.onHand() - this.held(shelf);
  }
  hold(lines: readonly { shelf: Shelf; n: number }[], until: number, subject: string): boolean {
    const made: ModelHold[] = [];
    for (const { shelf, n } of lines) {
      if (this.free(shelf) < n) {
        this.holds = this.holds.filter((hold) => !made.includes(hold));
        return false;
      }
      const hold = { shelf, n, until, subject };
      made.push(hold);
      this.holds.push(hold);
    }
    return true;
  }
  end(isEnded: (hold: ModelHold) => boolean): ModelHold[] {
    const ended = this.holds.filter(isEnded);
    this.holds = this.holds.filter((hold) => !isEnded(hold));
    return ended;
  }
  /** Something came or went without naming a lot; answers from which lots it went. */
  fact(shelf: Shelf, n: number, at: number): Packed[] {
    const { count } = shelf;
    const isSeen = count !== undefined && at < count.at;
    const packed = n < 0 && !isSeen ? shelf.leave(-n) : [];
    this.#move(shelf, () => this.#happen(shelf, n, at));
    return packed;
  }
  counted(shelf: Shelf, n: number, at: number): void {
    if (shelf.count !== undefined && at < shelf.count.at) {
      return;
    }
    const before = shelf.onHand();
    this.#seq += 1;
    const seq = this.#seq;
    this.#move(shelf, () => {
      shelf.count = { at, seq, n };
    });
    const missing = before - shelf.onHand();
    if (missing > 0) shelf.leave(missing);
  }
  /** Parts of one delivery; a code that is recalled anywhere is recalled here. */
  receive(shelf: Shelf, parts: readonly Packed[]): void {
    for (const { day, n } of parts) {
      if (day !== null) this.#lot(shelf, day).n += n;
      this.#happen(shelf, n, this.now);
    }
    if (parts.some((part) => part.day !== null)) shelf.settle();
  }
  /** Answers whether there is such a lot anywhere. */
  recall(item: number, day: number): boolean {
    const found = this.shelves.flatMap((shelf) =>
      shelf.item === item
        ? shelf.lots.filter((lot) => lot.day === day).map((lot) => ({ shelf, lot }))
        : [],
    );
    for (const { shelf, lot } of found) {
      if (!lot.isBlocked) {
        lot.isBlocked = true;
        if (lot.n > 0 && this.free(shelf) < 0) shelf.isConflict = true;
      }
    }
    return found.length > 0;
  }
  /** Pieces of a lot are thrown away. */
  waste(shelf: Shelf, lot: ModelLot, n: number): void {
    this.#move(shelf, () => {
      lot.n -= n;
      this.#happen(shelf, -n, this.now);
    });
  }
  #happen(shelf: Shelf, n: number, at: number): void {
    this.#seq += 1;
    shelf.happened.push({ at, seq: this.#seq, n });
  }
  #lot(shelf: Shelf, day: number): ModelLot {
    const known = shelf.lots.find((lot) => lot.day === day);
    if (known !== undefined) return known;
    const isBlocked = this.shelves.some(
      (each) =>
        each.item === shelf.item && each.lots.some((lot) => lot.day === day && lot.isBlocked),
    );
    const lot = { day, n: 0, isBlocked };
    shelf.lots.push(lot);
    return lot;
  }
  #move(shelf: Shelf, change: () => void): void {
    const before = shelf.onHand();
    change();
    if (shelf.onHand() < before && this.free(shelf) < 0) shelf.isConflict = true;
  }
}

function sum(all: readonly { readonly n: number }[]): number {
  return all.reduce((total, each) => total + each.n, 0);
}
