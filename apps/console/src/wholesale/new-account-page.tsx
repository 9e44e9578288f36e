// A company that will buy on account: the company itself and its terms in one form.

import { answerOf } from '@engawa/client';
import { minorOf } from '@engawa/ui';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { SubmitEvent } from 'react';
import { useNavigate } from 'react-router';
import { api } from '../api.ts';
import { useHouse } from '../house/use-house.ts';
import { Field, given, Save, textOf } from '../parts/form.tsx';
import { Page } from '../parts/page.tsx';
import { useWords } from '../words/words.ts';
import { TermsFields } from './terms-fields.tsx';
import { setAccount, termsOf, useCompanies } from './use-accounts.ts';

export function NewAccountPage() {
  const words = useWords().wholesale;
  const navigate = useNavigate();
  const queries = useQueryClient();
  const companies = useCompanies();
  const currency = useHouse().data?.currency ?? 'JPY';
  const adding = useMutation({
    mutationFn: async (form: FormData) => {
      const code = textOf(form, 'code');
      // A company that was added before its terms were refused is not added twice.
      const known = companies.data?.parties.find((each) => each.code === code);
      const { id } = known ?? (await addCompany(form));
      return setAccount(id, {
        ...termsOf(form),
        currency,
        creditLimitMinor: minorOf(textOf(form, 'creditLimit'), currency),
        isActive: true,
        buyers: [],
      });
    },
    onSettled: () => queries.invalidateQueries({ queryKey: ['places', 'parties'] }),
    onSuccess: async ({ partyId }) => {
      await queries.invalidateQueries({ queryKey: ['orders', 'wholesale'] });
      await navigate(`/orders/accounts/${partyId}`, { replace: true });
    },
  });
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    adding.mutate(new FormData(event.currentTarget));
  };
  return (
    <Page back="/orders/accounts" lead={words.addLead} title={words.add}>
      <form
        className="max-w-3xl space-y-6 rounded-lg bg-paper p-5 shadow-rest md:p-8"
        onSubmit={submit}
      >
        <div className="grid gap-5 md:grid-cols-2">
          <Field label={words.nameJa} maxLength={100} name="nameJa" required />
          <Field label={words.nameEn} maxLength={100} name="nameEn" />
          <Field
            autoComplete="off"
            hint={words.codeHint}
            label={words.code}
            maxLength={40}
            name="code"
            pattern="[A-Za-z0-9][A-Za-z0-9._\-]{0,39}"
            required
          />
          <Field
            autoComplete="off"
            hint={words.invoiceNumberHint}
            label={words.invoiceNumber}
            maxLength={30}
            name="invoiceNumber"
          />
        </div>
        <TermsFields currency={currency} />
        <Save error={adding.error} isPending={adding.isPending} label={words.add} />
      </form>
    </Page>
  );
}

function addCompany(form: FormData) {
  return answerOf(
    api.POST('/api/places/parties', {
      params: { header: { 'idempotency-key': crypto.randomUUID() } },
      body: {
        code: textOf(form, 'code'),
        kind: 'wholesale',
        nameJa: textOf(form, 'nameJa'),
        ...given(form, 'nameEn'),
        ...given(form, 'invoiceNumber'),
      },
    }),
  );
}
