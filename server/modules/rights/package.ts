// The package of what is known of a person: one JSON document, put together from the share of every module.

import { formatId } from '#kernel/ids';
import type { Tx } from '#kernel/transaction';
import type { DisclosedPart, DisclosureSource } from '#privacy';

/** What a person is handed: readable by machines as it is, by people as render-package.ts draws it. */
export type Package = {
  readonly format: 'engawa.disclosure.1';
  readonly madeAt: string;
  readonly records: readonly string[];
  readonly parts: readonly DisclosedPart[];
};

/** Everything of these records (uuids), in the order of the modules; empty parts stay, so that she sees that. */
export async function makePackage(
  tx: Tx,
  sources: readonly DisclosureSource[],
  recordIds: readonly string[],
): Promise<Package> {
  const parts: DisclosedPart[] = [];
  for (const source of sources) {
    parts.push(...(await source.disclose(tx, recordIds)));
  }
  return {
    format: 'engawa.disclosure.1',
    madeAt: tx.now.toString(),
    records: recordIds.map((id) => formatId('record', id)),
    parts,
  };
}
