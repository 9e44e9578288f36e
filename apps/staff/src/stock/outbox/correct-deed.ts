// What people change of a deed that the house said no to. Pure. It stays the deed of its moment; what was not changed stays as
// it was told. Its id stays too, so that one that was booked after all, its answer lost, is not booked twice: the house says
// so, and only then it is told as a new one.
import type { Deed } from './kept.ts';

type Reason = BodyOf<'adjustment'>['reason'];

export type Correction = {
  /** By line of the deed. */
  readonly quantities: readonly number[];
  readonly reason?: Reason;
  /** The count that it belongs to instead. */
  readonly countId?: string;
  readonly shelf?: string;
};

export type Corrected = { readonly key: string; readonly title: string; readonly deed: Deed };
type Told = Corrected & { readonly code: string | null };
type NewId = (kind: 'receipt' | 'adjustment') => string;

type Pieces = { readonly line: number; readonly itemId: string; readonly quantity: number };

/** The pieces of a deed by line, without a sign; none where it is about a shelf. */
export function piecesOf(deed: Deed): Pieces[] {
  if (deed.kind === 'receipt') {
    return deed.body.lines.map(({ itemId, quantity }, line) => ({ line, itemId, quantity }));
  }
  if (deed.kind === 'adjustment') {
    const { itemId, quantity } = deed.body;
    return [{ line: 0, itemId, quantity: Math.abs(quantity) }];
  }
  return deed.kind === 'tally' ? [{ line: 0, itemId: deed.itemId, quantity: deed.quantity }] : [];
}

/** The deed as it is told instead; undefined where nothing of it would be left. */
export function correctDeed(
  told: Told,
  correction: Correction,
  newId: NewId,
): Corrected | undefined {
  const { key, title, deed } = told;
  if (deed.kind === 'receipt') {
    return correctReceipt(told, deed.body, correction, newId);
  }
  if (deed.kind === 'adjustment') {
    return correctAdjustment(told, deed.body, correction, newId);
  }
  if (deed.kind === 'tally') {
    const { walkId, itemId } = deed;
    const countId = correction.countId ?? deed.countId;
    const quantity = correction.quantities[0] ?? deed.quantity;
    const corrected = { ...deed, countId, quantity };
    return { key: `${countId} ${walkId} ${itemId}`, title, deed: corrected };
  }
  const shelf = (correction.shelf ?? deed.shelf).trim();
  const name = title.startsWith(`${deed.shelf} `) ? title.slice(deed.shelf.length + 1) : title;
  return shelf === '' ? undefined : { key, title: `${shelf} ${name}`, deed: { ...deed, shelf } };
}

type BodyOf<Kind> = Extract<Deed, { readonly body: unknown; readonly kind: Kind }>['body'];

function correctReceipt(
  { key, title, code }: Told,
  body: BodyOf<'receipt'>,
  { quantities }: Correction,
  newId: NewId,
): Corrected | undefined {
  const lines = body.lines
    .map((line, index) => withQuantity(line, quantities[index] ?? line.quantity))
    .filter((line) => line.quantity > 0);
  const id = isTold(code) ? newId('receipt') : key;
  return lines.length === 0
    ? undefined
    : { key: id, title, deed: { kind: 'receipt', body: { ...body, id, lines } } };
}

function correctAdjustment(
  { key, title, code }: Told,
  body: BodyOf<'adjustment'>,
  { quantities: [quantity = 0], reason = body.reason }: Correction,
  newId: NewId,
): Corrected | undefined {
  // What was found is added, whatever else happened took pieces; a reason that is left keeps its sign.
  const isAdded = reason === body.reason ? body.quantity > 0 : reason === 'found';
  const signed = isAdded ? quantity : -quantity;
  const id = isTold(code) ? newId('adjustment') : key;
  return quantity === 0
    ? undefined
    : {
        key: id,
        title: title.replace(/-?[\d.]+$/, String(signed)),
        deed: { kind: 'adjustment', body: { ...body, id, quantity: signed, reason } },
      };
}

/** The delivery was booked by a colleague already: what is here came besides. */
export function asFreeReceipt({ title, deed }: Told, newId: NewId): Corrected | undefined {
  if (deed.kind !== 'receipt') {
    return undefined;
  }
  const { transferId: _, ...body } = deed.body;
  const id = newId('receipt');
  return { key: id, title, deed: { kind: 'receipt', body: { ...body, id } } };
}

/** The house has this id already, with something else. */
function isTold(code: string | null): boolean {
  return code === 'stock.receipt_twice' || code === 'stock.adjustment_twice';
}

function withQuantity<Line extends { readonly quantity: number; readonly damaged?: number }>(
  line: Line,
  quantity: number,
): Line {
  return line.damaged === undefined
    ? { ...line, quantity }
    : { ...line, quantity, damaged: Math.min(line.damaged, quantity) };
}
