// Which records are one person: connected sets over the links that stand. Pure. The id of a set is the
// smallest id that its records were born with, so the order in which links came does not matter, and taking
// a link away gives the parts their ids of before.

export type Node = { readonly recordId: string; readonly firstCustomerId: string };
export type Edge = readonly [recordA: string, recordB: string];

/** Record id → the customer id of its connected set. Edges to records that are not given are ignored. */
export function customersOf(records: readonly Node[], edges: readonly Edge[]): Map<string, string> {
  const parent = new Map(records.map((record) => [record.recordId, record.recordId]));
  const rootOf = (recordId: string): string => {
    let at = recordId;
    for (let next = parent.get(at); next !== undefined && next !== at; next = parent.get(at)) {
      parent.set(at, parent.get(next) ?? next);
      at = next;
    }
    return at;
  };
  for (const [a, b] of edges) {
    if (parent.has(a) && parent.has(b)) {
      parent.set(rootOf(a), rootOf(b));
    }
  }
  const idOf = new Map<string, string>();
  for (const { recordId, firstCustomerId } of records) {
    const root = rootOf(recordId);
    const known = idOf.get(root);
    if (known === undefined || firstCustomerId < known) {
      idOf.set(root, firstCustomerId);
    }
  }
  return new Map(
    records.map(({ recordId, firstCustomerId }) => [
      recordId,
      idOf.get(rootOf(recordId)) ?? firstCustomerId,
    ]),
  );
}
