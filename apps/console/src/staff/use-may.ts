// What this person's role lets her do, so that nobody is offered what the server would refuse. The server is
// the judge; server/kernel/roles.ts has the whole table.
import { type Answer, answerOf } from '@engawa/client';
import { useQuery } from '@tanstack/react-query';
import { api, meKey } from '../api.ts';

export type Me = Answer<'/api/staff/me'>;

const writers = {
  catalog: ['owner', 'manager'],
  customers: ['owner', 'manager', 'clerk'],
  devices: ['owner', 'manager'],
  house: ['owner'],
  identity: ['owner', 'manager'],
  ledger: ['owner', 'manager'],
  kitchen: ['owner', 'manager'],
  loyalty: ['owner', 'manager'],
  moments: ['owner', 'manager'],
  offers: ['owner'],
  orders: ['owner', 'manager', 'clerk'],
  places: ['owner', 'manager'],
  privacy: ['owner'],
  reviews: ['owner', 'manager'],
  rights: ['owner', 'manager'],
  segments: ['owner'],
  staff: ['owner'],
  stock: ['owner', 'manager', 'clerk'],
  webhooks: ['owner'],
} as const satisfies Record<string, readonly string[]>;

const readers = {
  reviews: ['owner', 'manager', 'analyst'],
  devices: ['owner', 'manager', 'analyst'],
  health: ['pharmacist'],
  imports: ['owner', 'manager', 'analyst'],
  moments: ['owner', 'manager', 'analyst'],
  rights: ['owner', 'manager'],
  shared: ['partner'],
  staff: ['owner', 'manager', 'analyst'],
} as const satisfies Record<string, readonly string[]>;

export function useMe(): Me | undefined {
  return useQuery({ queryKey: meKey, queryFn: () => answerOf(api.GET('/api/staff/me')) }).data;
}

/** Whether she may change what belongs to a module. */
export function useMay(module: keyof typeof writers): boolean {
  return isAmong(useMe(), writers[module]);
}

/** Whether she may see what not everybody sees. */
export function useSees(module: keyof typeof readers): boolean {
  return isAmong(useMe(), readers[module]);
}

/** Roles with a room of their own, for whom most others hold nothing. */
export type NarrowRole = 'pharmacist' | 'partner';

/** The narrow role that is all she has; undefined for everybody else. */
export function useNarrowRole(): NarrowRole | undefined {
  const roles = useMe()?.roles ?? [];
  return (['pharmacist', 'partner'] as const).find(
    (narrow) => roles.length > 0 && roles.every((role) => role === narrow),
  );
}

function isAmong(me: Me | undefined, allowed: readonly string[]): boolean {
  return me?.roles.some((role) => allowed.includes(role)) ?? false;
}
