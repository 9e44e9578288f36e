import { useHouse } from '../house/use-house.ts';
import { useMe } from '../staff/use-may.ts';

const readers: ReadonlySet<string> = new Set(['owner', 'analyst', 'manager']);

/** Whether this person's role and this house have the answers over all places; undefined until it is known. */
export function useSeesOverview(): boolean | undefined {
  const me = useMe();
  const house = useHouse().data;
  if (me === undefined || house === undefined) {
    return undefined;
  }
  const isOn = house.modules.some(({ name, isOn: on }) => name === 'overview' && on);
  return isOn && me.roles.some((role) => readers.has(role));
}
