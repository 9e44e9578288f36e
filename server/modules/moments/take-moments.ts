// Takes what an app saw. A moment is taken once by the id the app gave it, whenever it comes; what cannot be true
// (an unknown item, a sign-up without an account) is left out and named, the rest counts.
import { findItems } from '#catalog';
import type { NewEvent } from '#kernel/events';
import { formatId, formatOptionalId, newId } from '#kernel/ids';
import { blindIndex } from '#kernel/sealing';
import type { Tx } from '#kernel/transaction';
import { findPlaces } from '#places';
import { momentsRefusals } from './errors.ts';
import { momentEvents } from './events.ts';
import {
  findSourceRows,
  findSourceRowsByCode,
  rememberSourceOf,
  type SourceRow,
  takeIds,
} from './store.ts';
import { type Caller, recogniseVisitor, type Visitor } from './visitor.ts';

type What =
  | { readonly kind: 'viewed'; readonly page: string; readonly itemId: string | null }
  | { readonly kind: 'searched'; readonly results: number }
  | { readonly kind: 'carted'; readonly itemId: string; readonly quantity: number }
  | { readonly kind: 'wished'; readonly itemId: string; readonly isWished: boolean }
  | { readonly kind: 'scanned'; readonly itemId: string | null }
  | { readonly kind: 'proposed'; readonly itemId: string }
  | { readonly kind: 'visited'; readonly by: 'qr' | 'app' }
  | { readonly kind: 'signed_up' };

export type MomentToTake = {
  /** The app's own id of it (uuid). */
  readonly id: string;
  readonly what: What;
  /** When it happened; an app that was offline sends it later. */
  readonly at?: Temporal.Instant | undefined;
  /** The code of a tracked link or poster. */
  readonly source?: string | undefined;
};

export type MomentsTaken = {
  readonly accepted: number;
  readonly repeated: number;
  readonly rejected: readonly { readonly id: string; readonly reason: string }[];
  readonly isKnown: boolean;
  readonly newToken?: string;
};

/** Older than this, or in the future, an app's clock is not believed. */
const lateDaysMax = 7;
/** So long a link or poster counts as what brought her. */
const sourceDays = 30;

/**
 * Takes moments of one app, each once. With consent they belong to her record, without it they are counted and
 * nothing tells whose they were. Refuses with moments.place_unknown, moments.record_unknown.
 */
export async function takeMoments(
  tx: Tx,
  caller: Caller,
  batch: { readonly placeId?: string | undefined; readonly moments: readonly MomentToTake[] },
): Promise<MomentsTaken> {
  const { placeId = null } = batch;
  if (placeId !== null && (await findPlaces(tx, [placeId])).length === 0) {
    throw momentsRefusals.place_unknown();
  }
  const visitor = await recogniseVisitor(tx, caller);
  const moments = new Map(batch.moments.map((each) => [takenId(tx, caller, each), each]));
  const rejected = await findRejected(tx, caller, [...moments.values()]);
  const possible = [...moments].filter(([, each]) => !rejected.has(each.id));
  const fresh = await takeIds(
    tx,
    possible.map(([id]) => id),
  );
  const sources = await findSources(tx, visitor, batch.moments);
  const taken = possible.filter(([id]) => fresh === null || fresh.has(id)).map(([, each]) => each);
  for (const each of taken) {
    tx.emit(toEvent(tx, { caller, visitor, sources, placeId }, each));
  }
  const newest = taken.findLast((each) => sources.byCode.has(each.source ?? ''));
  const source = sources.byCode.get(newest?.source ?? '');
  if (source !== undefined && visitor.device !== undefined) {
    await rememberSourceOf(tx, visitor.device.record_id, source.id);
  }
  return {
    accepted: taken.length,
    repeated: batch.moments.length - taken.length - rejected.size,
    rejected: [...rejected].map(([id, reason]) => ({ id, reason })),
    isKnown: visitor.recordId !== null,
    ...(visitor.newToken === undefined ? {} : { newToken: visitor.newToken }),
  };
}

/** An account signs up once, whatever id the app gives it; kept as a blind index, which names nobody. */
function takenId(tx: Tx, { principal }: Caller, { id, what }: MomentToTake): string {
  if (what.kind !== 'signed_up' || principal.kind !== 'customer') {
    return id;
  }
  const hex = blindIndex(tx.masters, 'moments.signed_up', principal.id).toString('hex');
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}

async function findRejected(
  tx: Tx,
  { principal }: Caller,
  moments: readonly MomentToTake[],
): Promise<Map<string, string>> {
  const itemIds = moments.flatMap((each) => itemOf(each.what) ?? []);
  const items = itemIds.length === 0 ? new Map() : await findItems(tx, [...new Set(itemIds)]);
  const rejected = new Map<string, string>();
  for (const { id, what } of moments) {
    const itemId = itemOf(what);
    if (itemId !== null && !items.has(itemId)) {
      rejected.set(id, 'item_unknown');
    } else if (what.kind === 'signed_up' && principal.kind !== 'customer') {
      rejected.set(id, 'not_signed_in');
    } else if (what.kind === 'proposed' && principal.kind !== 'staff') {
      rejected.set(id, 'not_staff');
    }
  }
  return rejected;
}

function itemOf(what: What): string | null {
  return 'itemId' in what ? what.itemId : null;
}

type Sources = {
  readonly byCode: ReadonlyMap<string, SourceRow>;
  /** What brought her lately, and what brought her first; a moment of her own may name another. */
  readonly remembered: SourceRow | undefined;
  readonly first: SourceRow | undefined;
};

async function findSources(
  tx: Tx,
  { device }: Visitor,
  moments: readonly MomentToTake[],
): Promise<Sources> {
  const codes = [...new Set(moments.flatMap((each) => each.source ?? []))];
  const named = codes.length === 0 ? [] : await findSourceRowsByCode(tx, codes);
  const ids = [device?.first_source_id, device?.last_source_id].filter(
    (id) => typeof id === 'string',
  );
  const known = ids.length === 0 ? [] : await findSourceRows(tx, ids);
  const since = tx.now.subtract({ hours: 24 * sourceDays });
  const lastAt = device?.last_source_at ?? null;
  const isRecent = lastAt !== null && Temporal.Instant.compare(lastAt, since) >= 0;
  return {
    byCode: new Map(named.map((row) => [row.code, row])),
    remembered: isRecent ? known.find((row) => row.id === device?.last_source_id) : undefined,
    first: known.find((row) => row.id === device?.first_source_id),
  };
}

type Scene = {
  readonly caller: Caller;
  readonly visitor: Visitor;
  readonly sources: Sources;
  readonly placeId: string | null;
};

function toEvent(tx: Tx, scene: Scene, { what, at, source: code }: MomentToTake): NewEvent {
  const { caller, visitor, sources, placeId } = scene;
  const source = sources.byCode.get(code ?? '') ?? sources.remembered;
  const touch = {
    source: source?.code ?? null,
    sourceKind: source?.kind ?? null,
    staffId: formatOptionalId('staff', visitor.staffId),
  };
  const context = {
    recordId: visitor.recordId,
    placeId,
    channel: caller.channel,
    occurredAt: believe(tx, at),
    actor: actorOf(visitor),
  };
  const itemId = formatOptionalId('item', itemOf(what));
  const subject = itemId ?? formatOptionalId('place', placeId) ?? formatId('event', newId());
  let event: NewEvent;
  switch (what.kind) {
    case 'viewed':
      event = momentEvents.viewed.make(subject, { ...touch, page: what.page, itemId }, context);
      break;
    case 'searched':
      event = momentEvents.searched.make(subject, { ...touch, results: what.results }, context);
      break;
    case 'carted':
      event = momentEvents.carted.make(
        subject,
        { ...touch, itemId: subject, quantity: what.quantity },
        context,
      );
      break;
    case 'wished':
      event = momentEvents.wished.make(
        subject,
        { ...touch, itemId: subject, isWished: what.isWished },
        context,
      );
      break;
    case 'scanned':
      event = momentEvents.scanned.make(subject, { ...touch, itemId }, context);
      break;
    case 'proposed':
      event = momentEvents.proposed.make(subject, { ...touch, itemId: subject }, context);
      break;
    case 'visited':
      event = momentEvents.visited.make(subject, { ...touch, by: what.by }, context);
      break;
    case 'signed_up':
      event = momentEvents.signed_up.make(
        subject,
        { ...touch, firstSource: sources.first?.code ?? null },
        context,
      );
      break;
  }
  return event;
}

/** Nobody is named by the actor whom the record does not name. */
function actorOf({ staffId, recordId }: Visitor): string {
  if (staffId !== null) {
    return `staff:${formatId('staff', staffId)}`;
  }
  return recordId === null ? 'guest' : `customer:${formatId('record', recordId)}`;
}

function believe(tx: Tx, at: Temporal.Instant | undefined): Temporal.Instant {
  const earliest = tx.now.subtract({ hours: 24 * lateDaysMax });
  const isPossible =
    at !== undefined &&
    Temporal.Instant.compare(at, tx.now) <= 0 &&
    Temporal.Instant.compare(earliest, at) <= 0;
  return isPossible ? at : tx.now;
}
