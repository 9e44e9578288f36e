// One simulated moment, through the same doors as a real one: a sale at a counter, an order on the web, an order that
// goes on, goods that arrive, somebody who looks and searches. What is refused (sold out, gone on already) is left.
import { randomUUID } from 'node:crypto';
import { performOne } from '#kernel/batch';
import { Refusal } from '#kernel/errors';
import { formatId } from '#kernel/ids';
import { type Tx, transaction } from '#kernel/transaction';
import { changeState, type NextState, type OrderToPlace, placeOrder } from '#orders';
import { availableMilli, balanceOf, loadStock, postFacts } from '#stock';
import type { OpenHouse } from '../house.ts';
import type { Stage, StageLine, StagePlace } from './stage.ts';

/** An order that is on its way, and where it goes next. */
export type OpenOrder = { readonly orderId: string; readonly next: readonly NextState[] };

export type Theatre = { readonly house: OpenHouse; readonly stage: Stage; open: OpenOrder[] };

export type MomentKind = 'sale' | 'pickup' | 'delivery' | 'progress' | 'receipt' | 'look';

/** Of a hundred moments. */
const shares: readonly (readonly [MomentKind, number])[] = [
  ['look', 38],
  ['sale', 26],
  ['progress', 16],
  ['pickup', 9],
  ['delivery', 7],
  ['receipt', 4],
];
const openOrdersMax = 40;
const actor = 'simulation';

/** Plays one moment; answers what it was, or undefined when it was refused. */
export async function playMoment(theatre: Theatre): Promise<MomentKind | undefined> {
  const kind = drawKind(theatre);
  try {
    await plays[kind](theatre);
    return kind;
  } catch (error) {
    if (error instanceof Refusal) {
      return undefined;
    }
    throw error;
  }
}

function drawKind({ stage, open }: Theatre): MomentKind {
  if (open.length >= openOrdersMax) {
    return 'progress';
  }
  let left = stage.random.int(1, 100);
  for (const [kind, share] of shares) {
    left -= share;
    if (left <= 0) {
      return kind === 'progress' && open.length === 0 ? 'sale' : kind;
    }
  }
  return 'look';
}

const plays: Readonly<Record<MomentKind, (theatre: Theatre) => Promise<void>>> = {
  sale: playSale,
  pickup: playPickup,
  delivery: playDelivery,
  progress: playProgress,
  receipt: playReceipt,
  look: playLook,
};

async function playSale({ house, stage }: Theatre): Promise<void> {
  const place = stage.counter();
  const wanted = stage.basket(place);
  await transaction(house.db, { actor }, async (tx) => {
    const lines = await onShelf(tx, place, wanted);
    if (lines.length === 0) {
      await receive(tx, place, wanted);
      return;
    }
    const recordId = stage.random.chance(0.6) ? await stage.regular(tx) : undefined;
    await placeOne(tx, {
      placeId: place.id,
      fulfilment: 'carry_out',
      channel: 'pos',
      lines,
      payment: { method: 'cash' },
      ...(recordId === undefined ? {} : { recordId }),
    });
  });
}

async function playPickup(theatre: Theatre): Promise<void> {
  const { house, stage } = theatre;
  const store = stage.store();
  const web = stage.web.find(({ shop }) => shop.brand === store.shop.brand);
  const orderId = await transaction(house.db, { actor }, async (tx) => {
    const lines = await onShelf(tx, store, stage.basket(store));
    return lines.length === 0 || web === undefined
      ? undefined
      : placeOne(tx, {
          placeId: web.id,
          handoverPlaceId: store.id,
          fulfilment: 'pickup',
          channel: 'web',
          lines,
          payment: { method: 'card', token: 'ok' },
          contact: stage.guest(),
        });
  });
  remember(theatre, orderId, ['accepted', 'ready', 'handed_over']);
}

async function playDelivery(theatre: Theatre): Promise<void> {
  const { house, stage } = theatre;
  const web = stage.random.pick(stage.web);
  const orderId = await transaction(house.db, { actor }, async (tx) => {
    const lines = await onShelf(tx, web, stage.basket(web));
    return lines.length === 0
      ? undefined
      : placeOne(tx, {
          placeId: web.id,
          fulfilment: 'delivery',
          channel: 'web',
          lines,
          payment: { method: 'card', token: 'ok' },
          contact: stage.guest(),
        });
  });
  remember(theatre, orderId, ['accepted', 'shipped']);
}

function remember(theatre: Theatre, orderId: string | undefined, next: readonly NextState[]): void {
  if (orderId !== undefined) {
    theatre.open.push({ orderId, next });
  }
}

async function playProgress(theatre: Theatre): Promise<void> {
  const { house, stage } = theatre;
  const order = stage.random.pick(theatre.open);
  // Taken off first: an order that cannot go on is not tried for ever.
  theatre.open = theatre.open.filter((each) => each !== order);
  const [to, ...later] = order.next;
  if (to !== undefined) {
    await transaction(house.db, { actor }, (tx) => changeState(tx, order.orderId, to));
    if (later.length > 0) {
      theatre.open.push({ ...order, next: later });
    }
  }
}

async function playReceipt({ house, stage }: Theatre): Promise<void> {
  const place = stage.counter();
  const lines = [stage.basket(place), stage.basket(place), stage.basket(place)].flat();
  await transaction(house.db, { actor }, (tx) => receive(tx, place, lines));
}

async function playLook({ house, stage }: Theatre): Promise<void> {
  const web = stage.random.pick(stage.web);
  const [line] = stage.basket(web);
  const moments = [
    ...(stage.random.chance(0.4)
      ? [{ id: randomUUID(), kind: 'searched', results: stage.random.int(0, 60) }]
      : []),
    ...(line === undefined
      ? []
      : [
          { id: randomUUID(), kind: 'viewed', page: 'item', itemId: formatId('item', line.itemId) },
        ]),
  ];
  if (house.modulesOn.has('moments') && moments.length > 0) {
    await house.app.inject({
      method: 'POST',
      url: '/api/moments',
      payload: { channel: 'web', placeId: formatId('place', web.id), moments },
    });
  }
}

/** What of it lies there for somebody. */
async function onShelf(
  tx: Tx,
  place: StagePlace,
  lines: readonly StageLine[],
): Promise<StageLine[]> {
  const keys = lines.map(({ itemId }) => ({ placeId: place.id, itemId }));
  const facts = await loadStock(tx, keys);
  return lines.filter(
    ({ itemId, quantityMilli }) =>
      availableMilli(balanceOf(facts, { placeId: place.id, itemId })) >= quantityMilli,
  );
}

const received = 6000;

async function receive(tx: Tx, place: StagePlace, lines: readonly StageLine[]): Promise<void> {
  const itemIds = [...new Set(lines.map(({ itemId }) => itemId))];
  await postFacts(
    tx,
    itemIds.map((itemId) => ({
      placeId: place.id,
      itemId,
      quantityMilli: received,
      kind: 'receipt' as const,
    })),
  );
}

async function placeOne(tx: Tx, order: Omit<OrderToPlace, 'actor'>): Promise<string> {
  return (await performOne(tx, placeOrder, { ...order, actor })).row.id;
}
