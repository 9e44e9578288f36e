// What staff see: a list and a search with masked names, one customer, and her timeline.
import { formatId, formatOptionalId, tryParseId } from '#kernel/ids';
import { type Purpose, purposes } from '#kernel/purposes';
import type { Tx } from '#kernel/transaction';
import { logAccess } from '#privacy';
import { customersRefusals } from './errors.ts';
import { keysOfQuery, tokenOf } from './look-up-keys.ts';
import { maskEmail, maskName, maskPhone, nameOf, type Profile } from './profile.ts';
import { readProfiles } from './read-profiles.ts';
import { refuseStoppedRows } from './refuse-stopped.ts';
import type { CustomerDetail, CustomerSummary, Timeline } from './schemas.ts';
import {
  findCustomerIdsByToken,
  findRecordRows,
  findRecordRowsOfCustomers,
  type RecordRow,
  resolveCustomerId,
} from './store.ts';
import { type LinkRow, listLinkRows } from './store-links.ts';
import { listCustomerRows, listMomentRows } from './views.ts';

const highestId = 'ffffffff-ffff-ffff-ffff-ffffffffffff';

/** The words of a consent mask; none while every use is stopped: `duty` is nothing that she agreed to. */
export function purposesOf(mask: number): Purpose[] {
  return (Object.keys(purposes) as Purpose[]).filter(
    (name) => name !== 'duty' && (mask & purposes[name].bit) !== 0,
  );
}

/**
 * Customers, newest first, or those that a word names exactly: an id, an e-mail address, a telephone or
 * member number, a name or its kana. Whom a word found is in the book of looks; turning the pages of the list is a look
 * at nobody. `after` is the last id (uuid) of the page before.
 */
export async function findCustomers(
  tx: Tx,
  query: { readonly q?: string | undefined; readonly after?: string; readonly limit: number },
): Promise<{ customers: CustomerSummary[]; next: string | null }> {
  const before = query.after ?? highestId;
  const ids =
    query.q === undefined
      ? (await listCustomerRows(tx, before, query.limit)).map((row) => row.id)
      : await searchIds(tx, query.q, before, query.limit);
  const records = await findRecordRowsOfCustomers(tx, ids);
  const profiles = await readProfiles(
    tx,
    records.map((record) => record.id),
  );
  if (query.q !== undefined) {
    await noteLook(tx, records, { reason: 'masked', what: 'customers.search' });
  }
  const sets = Map.groupBy(records, (record) => record.customer_id);
  const last = ids.at(-1);
  return {
    customers: ids.flatMap((id) => {
      const mine = sets.get(id) ?? [];
      const [first] = mine;
      return first === undefined ? [] : [toSummary(id, first, mine, profiles)];
    }),
    next: last !== undefined && ids.length === query.limit ? formatId('customer', last) : null,
  };
}

async function searchIds(tx: Tx, q: string, before: string, limit: number): Promise<string[]> {
  const word = q.trim();
  const customerId = tryParseId('customer', word);
  const recordId = tryParseId('record', word);
  if (customerId !== undefined || recordId !== undefined) {
    const [record] = recordId === undefined ? [] : await findRecordRows(tx, [recordId]);
    const found = record?.customer_id ?? (await resolveCustomerId(tx, customerId ?? ''));
    return found !== undefined && found < before ? [found] : [];
  }
  const tokens = keysOfQuery(word).map((key) => tokenOf(tx.masters, key));
  return tokens.length === 0 ? [] : findCustomerIdsByToken(tx, tokens, before, limit);
}

/**
 * One customer with her records and links. With a reason her profiles are shown and the look is written
 * into the book; without one they are masked. Refuses with customers.unknown.
 */
export async function showCustomer(
  tx: Tx,
  customerId: string,
  reason: string | undefined,
): Promise<CustomerDetail> {
  const { id, records } = await recordsOf(tx, customerId);
  const recordIds = records.map((record) => record.id);
  const profiles = await readProfiles(tx, recordIds);
  await noteLook(tx, records, {
    reason: reason ?? 'masked',
    what: reason === undefined ? 'customers.masked' : 'customers.profile',
  });
  const links = await listLinkRows(tx, recordIds);
  return {
    id: formatId('customer', id),
    isUnmasked: reason !== undefined,
    records: records.map((record) => {
      const profile = profiles.get(record.id) ?? null;
      return Object.assign(toRecord(record), {
        purposes: purposesOf(record.consent),
        masked: toMasked(profile),
        profile: reason === undefined || profile === null ? null : { ...profile },
      });
    }),
    links: links.map(toLink),
  };
}

/**
 * The records (uuids) of a customer whom somebody wants to do something with. Refuses with customers.unknown,
 * customers.use_stopped.
 */
export async function listRecordsOfCustomer(tx: Tx, customerId: string): Promise<string[]> {
  const { records } = await recordsOf(tx, customerId);
  refuseStoppedRows(tx, records);
  return records.map(({ id }) => id);
}

/** Every look at a person is in the book, masked or not, and she can read it. */
async function noteLook(
  tx: Tx,
  records: readonly RecordRow[],
  look: { readonly reason: string; readonly what: string },
): Promise<void> {
  const alive = records.filter((record) => record.erased_at === null);
  await logAccess(
    tx,
    alive.map((record) => record.id),
    look,
  );
}

/** What a customer did anywhere, newest first. Refuses with customers.unknown, customers.cursor_wrong. */
export async function showTimeline(
  tx: Tx,
  customerId: string,
  page: { readonly after?: string | undefined; readonly limit: number },
): Promise<Timeline> {
  const { records } = await recordsOf(tx, customerId);
  const recordIds = records.map((record) => record.id);
  await noteLook(tx, records, { reason: 'timeline', what: 'customers.timeline' });
  const rows = await listMomentRows(tx, recordIds, parseCursor(page.after), page.limit);
  const last = rows.at(-1);
  return {
    moments: rows.map((row) => ({
      eventId: formatId('event', row.event_id),
      recordId: formatId('record', row.record_id),
      type: row.type,
      subject: row.subject,
      occurredAt: row.occurred_at.toString(),
      placeId: formatOptionalId('place', row.place_id),
      channel: row.channel,
      actor: row.actor,
      data: row.data,
    })),
    next:
      last !== undefined && rows.length === page.limit
        ? `${last.occurred_at.toString()}~${last.position}`
        : null,
  };
}

async function recordsOf(
  tx: Tx,
  customerId: string,
): Promise<{ id: string; records: readonly RecordRow[] }> {
  const id = await resolveCustomerId(tx, customerId);
  if (id === undefined) {
    throw customersRefusals.unknown();
  }
  return { id, records: await findRecordRowsOfCustomers(tx, [id]) };
}

function parseCursor(after: string | undefined): {
  occurredAt: Temporal.Instant | 'infinity';
  position: number;
} {
  if (after === undefined) {
    return { occurredAt: 'infinity', position: Number.MAX_SAFE_INTEGER };
  }
  const [time = '', position = ''] = after.split('~');
  if (!/^\d{1,15}$/.test(position)) {
    throw customersRefusals.cursor_wrong();
  }
  try {
    return { occurredAt: Temporal.Instant.from(time), position: Number(position) };
  } catch {
    throw customersRefusals.cursor_wrong();
  }
}

function toSummary(
  id: string,
  first: RecordRow,
  records: readonly RecordRow[],
  profiles: ReadonlyMap<string, Profile | null>,
): CustomerSummary {
  const told = records.map((record) => profiles.get(record.id) ?? null);
  return {
    id: formatId('customer', id),
    createdAt: first.created_at.toString(),
    masked: toMasked(
      told.find((profile) => profile !== null && nameOf(profile) !== null) ?? told[0] ?? null,
    ),
    records: records.map(toRecord),
  };
}

function toRecord(row: RecordRow) {
  return {
    id: formatId('record', row.id),
    source: row.source,
    kind: row.kind,
    placeId: formatOptionalId('place', row.place_id),
    registeredAt: row.registered_at?.toString() ?? null,
    createdAt: row.created_at.toString(),
    isErased: row.erased_at !== null,
    stoppedAt: row.stopped_at?.toString() ?? null,
  };
}

function toMasked(profile: Profile | null) {
  return {
    name: profile === null ? null : maskName(nameOf(profile)),
    email: maskEmail(profile?.email),
    phone: maskPhone(profile?.phone ?? profile?.mobilePhone),
  };
}

function toLink(row: LinkRow) {
  return {
    id: formatId('link', row.id),
    recordIds: [formatId('record', row.record_a), formatId('record', row.record_b)],
    verdict: row.verdict,
    kind: row.kind,
    strength: row.strength,
    probability: row.probability,
    evidence: row.evidence,
    source: row.source,
    ruleVersion: row.rule_version,
    madeAt: row.made_at.toString(),
    madeBy: row.made_by,
    withdrawnAt: row.withdrawn_at?.toString() ?? null,
  };
}
