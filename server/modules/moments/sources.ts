// Tracked links and posters: a code, what it is, where it hangs.
import { randomInt } from 'node:crypto';
import { formatId, formatOptionalId, newId } from '#kernel/ids';
import type { Tx } from '#kernel/transaction';
import { findPlaces } from '#places';
import { momentsRefusals } from './errors.ts';
import { momentsSourceAdded } from './events.ts';
import type { Source } from './schemas.ts';
import {
  countRowsOfSources,
  findSourceRowsByCode,
  insertSourceRow,
  listSourceRows,
  type SourceRow,
} from './store.ts';

export type SourceToAdd = {
  readonly code?: string | undefined;
  readonly kind: string;
  readonly name: string;
  /** uuid */
  readonly placeId?: string | undefined;
  readonly target?: string | undefined;
};

/** Without letters and digits that are taken for one another on paper. */
const alphabet = 'abcdefghjkmnpqrstuvwxyz23456789';
const codeLength = 7;
const countDays = 30;

/** Adds a source; answers its code. Refuses with moments.source_taken, moments.place_unknown. */
export async function addSource(tx: Tx, source: SourceToAdd): Promise<string> {
  const { placeId, kind, name } = source;
  if (placeId !== undefined && (await findPlaces(tx, [placeId])).length === 0) {
    throw momentsRefusals.place_unknown();
  }
  const code = source.code ?? makeCode();
  const row = {
    id: newId(),
    code,
    kind,
    name,
    place_id: placeId ?? null,
    target: source.target ?? '/',
  };
  if (!(await insertSourceRow(tx, row))) {
    throw momentsRefusals.source_taken();
  }
  const told = { code, kind, placeId: formatOptionalId('place', row.place_id) };
  tx.emit(momentsSourceAdded.make(code, told, { placeId: row.place_id }));
  return code;
}

/** Sources in use, newest first, of one place if asked. `base` is the address of the shop. */
export async function tellSources(
  tx: Tx,
  placeId: string | undefined,
  base: string,
): Promise<Source[]> {
  return tell(tx, await listSourceRows(tx, placeId ?? null), base);
}

/** One source by its code. Refuses with moments.source_unknown. */
export async function tellSource(tx: Tx, code: string, base: string): Promise<Source> {
  const [source] = await tell(tx, await findSourceRowsByCode(tx, [code]), base);
  if (source === undefined) {
    throw momentsRefusals.source_unknown();
  }
  return source;
}

/** The place (uuid) a source hangs at, if any. Refuses with moments.source_unknown. */
export async function placeOfSource(tx: Tx, code: string): Promise<string | undefined> {
  const [source] = await findSourceRowsByCode(tx, [code]);
  if (source === undefined) {
    throw momentsRefusals.source_unknown();
  }
  return source.place_id ?? undefined;
}

async function tell(tx: Tx, rows: readonly SourceRow[], base: string): Promise<Source[]> {
  const ids = rows.map((row) => row.id);
  const since = tx.now
    .subtract({ hours: 24 * countDays })
    .toString()
    .slice(0, 10);
  const counts = Map.groupBy(await countRowsOfSources(tx, ids, since), (row) => row.source_id);
  return rows.map((row) => ({
    code: row.code,
    kind: row.kind,
    name: row.name,
    placeId: row.place_id === null ? null : formatId('place', row.place_id),
    target: row.target,
    address: addressOf(base, row),
    createdAt: row.created_at.toString(),
    counts: Object.fromEntries((counts.get(row.id) ?? []).map((each) => [each.type, each.count])),
  }));
}

/** The target is a page of the shop, which lives under /shop/. */
function addressOf(base: string, { target, code }: SourceRow): string {
  const address = new URL(`/shop${target}`, base);
  address.searchParams.set('s', code);
  return address.href;
}

function makeCode(): string {
  return Array.from({ length: codeLength }, () => alphabet[randomInt(alphabet.length)]).join('');
}
