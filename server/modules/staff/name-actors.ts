import { parseId } from '#kernel/ids';
import type { Tx } from '#kernel/transaction';
import { nameMembers } from './name-members.ts';

/** Names of members of staff by actor (`staff:stf_…`); whoever is none, or was erased, is missing. */
export async function nameActors(
  tx: Tx,
  actors: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const ids = new Map(
    actors.flatMap((actor) => {
      const [kind, id] = actor.split(':');
      return kind === 'staff' && id !== undefined ? [[actor, parseId('staff', id)] as const] : [];
    }),
  );
  const names = await nameMembers(tx, [...new Set(ids.values())]);
  return new Map(
    [...ids].flatMap(([actor, id]) => {
      const name = names.get(id);
      return name === undefined ? [] : [[actor, name] as const];
    }),
  );
}
