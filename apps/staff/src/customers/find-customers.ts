// Asking for customers, masked. The query keys begin alike, so that taking over by PIN forgets them all.
import { type Answer, answerOf } from '@engawa/client';
import { api } from '../api.ts';

export type CustomerRow = Answer<'/api/customers'>['customers'][number];

const foundMax = 50;

export function customersKey(...parts: readonly string[]) {
  return ['customers', ...parts];
}

/** Those whom a word names exactly: an id, a telephone number, an e-mail address, a name. */
export async function findCustomers(q: string): Promise<readonly CustomerRow[]> {
  const query = { q, limit: foundMax };
  return (await answerOf(api.GET('/api/customers', { params: { query } }))).customers;
}
