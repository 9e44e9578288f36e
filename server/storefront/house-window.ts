// What every page of the shop stands on: the shelf, the places, and who the visitor is.
import type { ShelfItem } from '#catalog';
import { tryParseId } from '#kernel/ids';
import type { House } from '#kernel/module';
import { type Principal, resolveToken } from '#kernel/sessions';
import { transaction } from '#kernel/transaction';
import type { PlaceRow, Position } from '#places';
import { listStock, stockWordOf } from '#stock';
import type { StockWord, Visitor } from './contract.ts';
import type { KeptPlaceBoard, PlaceBoard } from './place-board.ts';
import { keepPreorderBoard, type PreorderBoard } from './preorder-board.ts';
import { keepReviewBoard, type ReviewBoard } from './review-board.ts';
import { type KeptShelf, keepShelf, type Shelf } from './shelf.ts';

export type HouseWindow = {
  readonly house: House;
  readonly board: PlaceBoard;
  readonly shelf: Shelf;
  readonly reviews: ReviewBoard;
  readonly preorders: PreorderBoard;
  /** Where the web shop sells from. */
  readonly web: PlaceRow;
};

export type WindowKeeper = {
  /** Undefined while the house has no place that sells. */
  open(): Promise<HouseWindow | undefined>;
  settle(): Promise<void>;
  stop(): void;
};

const chooseEveryMs = 60_000;
const shelvesCounted = 20_000;
const firstId = '00000000-0000-0000-0000-000000000000';

/** Keeps one shelf for the place that sells on the web, and another when that place changes. */
export function keepWindow(house: House, board: KeptPlaceBoard): WindowKeeper {
  let kept: { readonly placeId: string; readonly shelf: Promise<KeptShelf> } | undefined;
  let chosen:
    | { readonly among: PlaceBoard; readonly atMs: number; readonly placeId: string }
    | undefined;
  const reviews = keepReviewBoard(house);
  const preorders = keepPreorderBoard(house);
  const drop = () => {
    void kept?.shelf.then(
      (shelf) => shelf.stop(),
      () => undefined,
    );
    kept = undefined;
  };
  const choose = async (): Promise<PlaceRow | undefined> => {
    const { current } = board;
    const nowMs = performance.now();
    if (
      current.webs.length > 1 &&
      chosen?.among === current &&
      nowMs < chosen.atMs + chooseEveryMs
    ) {
      return current.places.get(chosen.placeId);
    }
    const web = await fullestOf(house, current.webs);
    chosen = { among: current, atMs: nowMs, placeId: web?.id ?? '' };
    return web;
  };
  const open = async () => {
    const web = await choose();
    if (web === undefined) {
      return undefined;
    }
    if (kept?.placeId !== web.id) {
      drop();
      kept = { placeId: web.id, shelf: keepShelf(house, web.id) };
      kept.shelf.catch(drop);
    }
    const { current } = await kept.shelf;
    return { house, board: board.current, shelf: current, reviews, preorders, web };
  };
  return {
    open,
    settle: async () => {
      await house.log.settle();
      await board.refresh();
      await open();
      await (await kept?.shelf)?.settle();
    },
    stop: () => {
      reviews.stop();
      preorders.stop();
      drop();
    },
  };
}

/** Of several web places the one that keeps most goods: the main shop of a house of brands. */
async function fullestOf(house: House, webs: readonly PlaceRow[]): Promise<PlaceRow | undefined> {
  if (webs.length < 2) {
    return webs[0];
  }
  return transaction(house.db, { readOnly: true, actor: 'system' }, async (tx) => {
    let best: { readonly place: PlaceRow; readonly count: number } | undefined;
    for (const place of webs) {
      const after = { placeId: place.id, itemId: firstId };
      const count = (await listStock(tx, place.id, after, shelvesCounted)).length;
      if (best === undefined || count > best.count) {
        best = { place, count };
      }
    }
    return best?.place;
  });
}

/** Where the visitor is: what the browser said, else the shop she chose. */
export function positionOf(board: PlaceBoard, visitor: Visitor): Position | undefined {
  if (visitor.position !== undefined) {
    return visitor.position;
  }
  const place = placeOf(board, visitor.placeId);
  const { latitude = null, longitude = null } = place ?? {};
  return latitude === null || longitude === null ? undefined : { latitude, longitude };
}

export function placeOf(board: PlaceBoard, typedId: string | undefined): PlaceRow | undefined {
  const id = typedId === undefined ? undefined : tryParseId('place', typedId);
  return id === undefined ? undefined : board.places.get(id);
}

type SignedIn = Pick<Visitor, 'sessionToken'>;

/**
 * The record (uuid) of the customer who is signed in. Whoever has stopped every use is a guest everywhere but on the
 * pages that ask for `recordForDuty`.
 */
export async function recordOf(house: House, visitor: SignedIn): Promise<string | undefined> {
  const principal = await customerOf(house, visitor);
  return principal?.isStopped === true ? undefined : principal?.id;
}

/** The same, also of whoever has stopped every use: for her own data, her ways in and her orders, under `duty`. */
export async function recordForDuty(house: House, visitor: SignedIn): Promise<string | undefined> {
  return (await customerOf(house, visitor))?.id;
}

/** Whether she who is signed in has stopped every use. */
export async function isUseStopped(house: House, visitor: SignedIn): Promise<boolean> {
  return (await customerOf(house, visitor))?.isStopped === true;
}

async function customerOf(
  house: House,
  { sessionToken }: SignedIn,
): Promise<Principal | undefined> {
  const principal =
    sessionToken === undefined ? undefined : await resolveToken(house.db, sessionToken);
  return principal?.kind === 'customer' ? principal : undefined;
}

/** The word for what is promised of an item; what nobody counts there is asked at the shop. */
export function wordOf(
  item: ShelfItem,
  availableMilli: number | undefined,
  confidence?: number,
): StockWord {
  if (!item.isStocked) {
    return 'in_stock';
  }
  return availableMilli === undefined ? 'ask' : stockWordOf(availableMilli, item.unit, confidence);
}
