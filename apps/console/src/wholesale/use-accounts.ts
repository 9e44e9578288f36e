// Accounts, companies and price lists, as the pages of wholesale ask for them.
import { type Answer, answerOf } from '@engawa/client';
import { formatDate } from '@engawa/ui';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { api } from '../api.ts';
import { useHouse } from '../house/use-house.ts';
import { textOf } from '../parts/form.tsx';
import { useSpeech } from '../words/words.ts';

export type Account = Answer<'/api/orders/accounts/{partyId}'>;
export type Terms = Omit<Account, 'partyId' | 'creditLeftMinor' | 'buyerCustomers'>;
type Company = Answer<'/api/places/parties'>['parties'][number];

const root = ['orders', 'wholesale'] as const;

export function useAccounts() {
  return useQuery({
    queryKey: [...root, 'accounts'],
    queryFn: () => answerOf(api.GET('/api/orders/accounts')),
  });
}

export function useAccount(partyId: string) {
  return useQuery({
    queryKey: [...root, 'accounts', partyId],
    queryFn: () =>
      answerOf(api.GET('/api/orders/accounts/{partyId}', { params: { path: { partyId } } })),
  });
}

export function useCompanies() {
  return useQuery({
    queryKey: ['places', 'parties', 'wholesale'],
    queryFn: () =>
      answerOf(api.GET('/api/places/parties', { params: { query: { kind: 'wholesale' } } })),
  });
}

/** The name of a company in the reader's language. */
export function useCompanyName(): (partyId: string) => string {
  const { language } = useSpeech();
  const companies = useCompanies().data?.parties ?? [];
  return (partyId) => {
    const company = companies.find(({ id }) => id === partyId);
    return company === undefined ? '' : nameOf(company, language);
  };
}

function nameOf({ name }: Company, language: 'ja' | 'en'): string {
  return language === 'en' ? (name.en ?? name.ja) : name.ja;
}

export function usePriceLists() {
  return useQuery({
    queryKey: ['catalog', 'price-lists'],
    queryFn: () => answerOf(api.GET('/api/catalog/price-lists')),
  });
}

export function useInvoice(invoiceId: string) {
  return useQuery({
    queryKey: [...root, 'invoices', invoiceId],
    queryFn: () =>
      answerOf(api.GET('/api/orders/invoices/{invoiceId}', { params: { path: { invoiceId } } })),
  });
}

/** What the pages of wholesale show is asked anew. */
export function useRenewWholesale(): () => Promise<void> {
  const queries = useQueryClient();
  return () => queries.invalidateQueries({ queryKey: root });
}

/** A day without a time, in words: `2026-11-30`. */
export function useDay(): (date: string) => string {
  const { language } = useSpeech();
  return (date) => formatDate(date, language);
}

const dayMs = 86_400_000;

/** The day as the house counts it, so many days before this page was opened: `2026-11-30`. */
export function useDayBefore(days: number): string {
  const timeZone = useHouse().data?.timeZone ?? 'Asia/Tokyo';
  const [now] = useState(() => Date.now());
  // Sweden writes days as computers do.
  return new Intl.DateTimeFormat('sv-SE', { timeZone }).format(now - days * dayMs);
}

/** Sets an account whole: its terms as they were typed, or as they are. */
export function setAccount(partyId: string, { priceListId, ...terms }: Terms): Promise<Account> {
  return answerOf(
    api.PUT('/api/orders/accounts/{partyId}', {
      params: { path: { partyId }, header: { 'idempotency-key': crypto.randomUUID() } },
      body: { ...terms, ...(priceListId === null ? {} : { priceListId }) },
    }),
  );
}

/** Terms as the fields of `TermsFields` hold them; `limitMinor` of the currency is read by whoever knows it. */
export function termsOf(form: FormData) {
  const priceListId = textOf(form, 'priceListId');
  return {
    priceListId: priceListId === '' ? null : priceListId,
    closingDay: Number(textOf(form, 'closingDay')),
    dueMonths: Number(textOf(form, 'dueMonths')),
    dueDay: Number(textOf(form, 'dueDay')),
  };
}
