// Which stage a shop is at between O2O and OMO, and what to switch on next. Told from what the house holds,
// not from a questionnaire: a step is done when its data is there.
import { hasResources } from '#bookings';
import { countReachable } from '#customers';
import { listDevices } from '#devices';
import { maskOf } from '#kernel/purposes';
import type { Tx } from '#kernel/transaction';
import { isUnitUsed } from '#ledger';
import { listPlaces } from '#places';
import { hasStock } from '#stock';
import type { Path, StepName } from './schemas.ts';

/** Purposes with which a shop may speak to a customer first; `service` is in every mask and says nothing. */
const reachMask =
  maskOf(['personalisation', 'marketing_mail', 'marketing_line', 'marketing_push']) & ~maskOf([]);

export async function tellPath(tx: Tx, modulesOn: ReadonlySet<string>): Promise<Path> {
  const places = await listPlaces(tx, 0);
  const kinds = new Set(places.map(({ kind }) => kind));
  const devices = await listDevices(tx, null);
  const facts: Readonly<Record<StepName, boolean>> = {
    web: (kinds.has('web') || kinds.has('app')) && (kinds.has('store') || kinds.has('cafe')),
    stock: await hasStock(tx),
    tablets: devices.some(({ kind, state }) => kind === 'tablet' && state === 'enrolled'),
    customers: (await countReachable(tx, reachMask, 1)) > 0,
    points: await isUnitUsed(tx, 'points'),
    bookings: modulesOn.has('bookings') && (await hasResources(tx)),
    line: kinds.has('line'),
  };
  return {
    stage: stageOf(facts),
    steps: Object.entries(facts).map(([name, isDone]) => ({ name: name as StepName, isDone })),
  };
}

/** O2O until web and shelf are one, OMO once customers and their value are one everywhere too. */
export function stageOf(facts: Readonly<Record<StepName, boolean>>): Path['stage'] {
  const isOneShelf = facts.web && facts.stock;
  const isOneCustomer = facts.customers && facts.points && facts.tablets;
  return isOneShelf && isOneCustomer ? 'omo' : isOneShelf ? 'omnichannel' : 'o2o';
}
