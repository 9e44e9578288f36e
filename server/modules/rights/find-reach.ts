// The reach of a request, from what customers and identity know.
import { customersRefusals, findCompanions, findLinks, findRecords } from '#customers';
import { findSuggestedRecords } from '#identity';
import type { Tx } from '#kernel/transaction';
import { type Reach, reachOf } from './reach.ts';

/** The records that hang together with one (uuid), erased ones left out. Refuses with customers.record_unknown. */
export async function findReach(tx: Tx, recordId: string): Promise<Reach> {
  const companions = (await findCompanions(tx, [recordId])).get(recordId);
  if (companions === undefined) {
    throw customersRefusals.record_unknown();
  }
  const links = await findLinks(tx, companions);
  const suggested = await findSuggestedRecords(tx, companions);
  const { certain, probable } = reachOf(recordId, companions, links, suggested);
  const known = await findRecords(tx, [...certain, ...probable]);
  const isThere = (id: string) => known.get(id)?.isErased === false;
  return { certain: certain.filter(isThere), probable: probable.filter(isThere) };
}
