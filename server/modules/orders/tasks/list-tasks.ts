// The work of the day at a place as one list: what is late first, then what somebody waits for, then the stockroom.
import { formatId, formatOptionalId } from '#kernel/ids';
import type { Tx } from '#kernel/transaction';
import { listStockWork } from '#stock';
import { listPicks } from '../picking/list-picks.ts';
import { listWaitingParcels, type WaitingParcelRow } from '../picking/store-parcels.ts';

export type TaskKind =
  | 'late'
  | 'pick'
  | 'answer'
  | 'hand_over'
  | 'ship'
  | 'put_back'
  | 'receive'
  | 'send'
  | 'count'
  | 'adjust'
  | 'discount'
  | 'conflict';

export type Task = {
  readonly kind: TaskKind;
  readonly title: string;
  readonly detail: string | null;
  readonly orderId: string | null;
  readonly transferId: string | null;
  readonly countId: string | null;
  /** The other end of a transfer. */
  readonly placeId: string | null;
  readonly dueAt: string | null;
  /** A day without an hour: of a delivery, of what goes off. */
  readonly dueOn: string | null;
  readonly count: number;
};

/** What is ready and waits longer than this is worth a call. */
const longHours = 72;

type Picks = Awaited<ReturnType<typeof listPicks>>;

export async function listTasks(tx: Tx, placeId: string): Promise<Task[]> {
  const picks = await listPicks(tx, placeId);
  const parcels = await listWaitingParcels(tx, placeId, 400);
  return [
    ...ofOrders('late', picks, (ofOrder) => ofOrder.some((line) => line.isLate)),
    ...ofOrders('pick', picks, (ofOrder) => !ofOrder.some((line) => line.isLate)),
    ...ofOrders('answer', picks, (ofOrder) => ofOrder.some((line) => line.ask === 'asked')),
    ...parcels.flatMap((row) => ofParcel(row, tx.now)),
    ...(await ofStock(tx, placeId)),
  ];
}

const nothing = { orderId: null, transferId: null, countId: null, placeId: null } as const;

async function ofStock(tx: Tx, placeId: string): Promise<Task[]> {
  const rows = await listStockWork(tx, placeId);
  return rows.map((row) => {
    const isTransfer = row.kind === 'receive' || row.kind === 'send';
    return {
      ...nothing,
      kind: row.kind,
      title: row.title ?? '',
      detail: null,
      transferId: isTransfer ? formatOptionalId('transfer', row.subject_id) : null,
      countId: row.kind === 'count' ? formatOptionalId('count', row.subject_id) : null,
      placeId: formatOptionalId('place', row.place_id),
      dueAt: null,
      dueOn: row.due_on?.toString() ?? null,
      count: row.things,
    };
  });
}

function ofOrders(kind: TaskKind, picks: Picks, isOne: (ofOrder: Picks) => boolean): Task[] {
  return [...Map.groupBy(picks, (line) => line.orderId)]
    .filter(([, ofOrder]) => isOne(ofOrder))
    .map(([orderId, ofOrder]) => ({
      ...nothing,
      kind,
      title: ofOrder[0]?.number ?? '',
      detail: null,
      orderId,
      dueAt: ofOrder[0]?.readyBy ?? null,
      dueOn: null,
      count: ofOrder.length,
    }))
    .toSorted((a, b) => (a.dueAt ?? '9').localeCompare(b.dueAt ?? '9'));
}

function ofParcel(row: WaitingParcelRow, now: Temporal.Instant): Task[] {
  const kind =
    row.state !== 'ready' ? 'put_back' : row.fulfilment === 'delivery' ? 'ship' : 'hand_over';
  const waitedMs = now.epochMilliseconds - row.ready_at.epochMilliseconds;
  if (kind === 'hand_over' && waitedMs < longHours * 3_600_000) {
    return [];
  }
  return [
    {
      ...nothing,
      kind,
      title: row.number,
      detail: row.shelf,
      orderId: formatId('order', row.order_id),
      dueAt: row.keep_until?.toString() ?? null,
      dueOn: null,
      count: 1,
    },
  ];
}
