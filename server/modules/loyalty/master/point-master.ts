// The port to whoever else keeps the points of a company's members (CROSS POINT, Smaregi and their like). The house's own
// ledger works on; the master is told of each order what it holds, takes and gives, and of each posting beside orders (a visit,
// a review, an adjustment by hand) what it gave or took. A call says how that should stand, not what to add: it may be repeated and may come late. Which version is newer its number says.
import type { Database } from '#kernel/db';

export type MasterState = 'held' | 'settled' | 'released';

export type MasterCall = {
  readonly kind: 'order' | 'posting';
  /** `ord_…`, or of the first posting set of something beside orders. */
  readonly subjectId: string;
  /** `rec_…`: under which the member was handed over to the master. */
  readonly memberId: string;
  /** Grows with each change; what is older than the master knows changes nothing. */
  readonly version: number;
  readonly state: MasterState;
  /** Points that it takes: held before, taken once settled. */
  readonly spent: number;
  /** Points that it gives, once settled. */
  readonly earned: number;
};

export type MasterAnswer =
  | {
      readonly state: MasterState;
      /** What the member can spend by the master's own books, when it tells. */
      readonly balance?: number;
    }
  | { readonly state: 'refused'; readonly reason: string };

export type PointMaster = {
  /** Throws when there is no answer: whether the master acted is then not known, and the same is asked again. */
  tell(call: MasterCall): Promise<MasterAnswer>;
};

const masters = new WeakMap<Database, PointMaster>();

/** Set once at the start; none where the house keeps its points alone. */
export function setPointMaster(db: Database, master: PointMaster | undefined): void {
  if (master !== undefined) {
    masters.set(db, master);
  }
}

export function findPointMaster(db: Database): PointMaster | undefined {
  return masters.get(db);
}
