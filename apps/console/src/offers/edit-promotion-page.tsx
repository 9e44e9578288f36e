// Writing a promotion: rules on one side, on the other what the server understood, a sample basket and the last month.
import { answerOf } from '@engawa/client';
import { minorOf } from '@engawa/ui';
import { Answered } from '@engawa/ui/work';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { useNavigate, useParams } from 'react-router';
import { api } from '../api.ts';
import { useHouse } from '../house/use-house.ts';
import { Field, Save, Select, textOf } from '../parts/form.tsx';
import { Kept } from '../parts/kept.tsx';
import { Page, Section } from '../parts/page.tsx';
import { PeriodFields, periodOf, useHouseZone } from '../parts/period.tsx';
import { useWords } from '../words/words.ts';
import { promotionQuery } from './promotion-page.tsx';
import { benefitKinds, conditionKinds, newTerms } from './rule-kinds.ts';
import { RuleList } from './rule-list.tsx';
import type { Promotion, Terms } from './terms.ts';
import { LastMonth, ReadBack, SampleBasket } from './try-terms.tsx';

export function NewPromotionPage() {
  const words = useWords();
  const house = useHouse();
  return (
    <Page back="/offers" lead={words.offers.newLead} title={words.offers.new}>
      <Answered query={house}>{({ currency }) => <Editor currency={currency} />}</Answered>
    </Page>
  );
}

export function EditPromotionPage() {
  const words = useWords();
  const { promotionId = '' } = useParams();
  const promotion = useQuery(promotionQuery(promotionId));
  return (
    <Page back={`/offers/${promotionId}`} lead={words.offers.newLead} title={words.offers.edit}>
      <Answered query={promotion}>
        {(found) => (
          <Kept
            by={found.versions[0]?.writer ?? null}
            key={promotionId}
            known={found}
            versionOf={({ newestVersion }) => newestVersion}
          >
            {(base) => (
              <Editor currency={base.terms.currency} key={base.newestVersion} known={base} />
            )}
          </Kept>
        )}
      </Answered>
    </Page>
  );
}

function Editor({ currency, known }: { readonly currency: string; readonly known?: Promotion }) {
  const { offers } = useWords();
  const navigate = useNavigate();
  const queries = useQueryClient();
  const [terms, setTerms] = useState<Terms>(known?.terms ?? newTerms(currency));
  const timeZone = useHouseZone();
  const saving = useMutation({
    mutationFn: (form: FormData) => save(form, terms, known, timeZone),
    onSuccess: async ({ id }) => {
      await queries.invalidateQueries({ queryKey: ['offers'] });
      await navigate(`/offers/${id}`, { replace: true });
    },
  });
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    saving.mutate(new FormData(event.currentTarget));
  };
  const put = (part: Partial<Terms>) => setTerms({ ...terms, ...part });
  return (
    <div className="grid items-start gap-8 lg:grid-cols-[minmax(0,1fr)_24rem]">
      <form className="space-y-8" onSubmit={submit}>
        <Named known={known} />
        <RuleList
          currency={terms.currency}
          kinds={benefitKinds}
          least={1}
          names={offers.benefits}
          onChange={(rules) => put({ benefits: rules as unknown as Terms['benefits'] })}
          rules={terms.benefits}
          title={offers.what}
        />
        <RuleList
          currency={terms.currency}
          kinds={conditionKinds}
          least={0}
          names={offers.conditions}
          onChange={(rules) => put({ conditions: rules as unknown as Terms['conditions'] })}
          rules={terms.conditions}
          title={offers.when}
        />
        <Limits put={put} terms={terms} />
        <Save error={saving.error} isPending={saving.isPending} label={offers.save} />
      </form>
      <div className="lg:sticky lg:top-8">
        <ReadBack promotionId={known?.id} terms={terms} />
        <Section title={offers.tryTitle}>
          <SampleBasket terms={terms} />
        </Section>
        <Section title={offers.simulateTitle}>
          <LastMonth terms={terms} />
        </Section>
      </div>
    </div>
  );
}

async function save(
  form: FormData,
  terms: Terms,
  known: Promotion | undefined,
  timeZone: string,
): Promise<{ readonly id: string }> {
  const named = {
    nameJa: textOf(form, 'nameJa'),
    nameEn: textOf(form, 'nameEn') === '' ? null : textOf(form, 'nameEn'),
    ...periodOf(form, timeZone),
    terms,
  };
  return known === undefined
    ? answerOf(
        api.POST('/api/offers/promotions', {
          params: { header: { 'idempotency-key': crypto.randomUUID() } },
          body: { code: textOf(form, 'code'), ...named },
        }),
      )
    : answerOf(
        api.PUT('/api/offers/promotions/{promotionId}', {
          params: { path: { promotionId: known.id } },
          body: { ...named, version: known.newestVersion },
        }),
      );
}

function Named({ known }: { readonly known: Promotion | undefined }) {
  const { offers } = useWords();
  return (
    <div className="grid gap-5 rounded-lg bg-paper p-5 shadow-rest md:grid-cols-2 md:p-6">
      <Field
        defaultValue={known?.nameJa}
        label={offers.nameJa}
        maxLength={100}
        name="nameJa"
        required
      />
      <Field
        defaultValue={known?.nameEn ?? ''}
        label={offers.nameEn}
        maxLength={100}
        name="nameEn"
      />
      {known === undefined && (
        <Field
          label={offers.code}
          maxLength={40}
          name="code"
          pattern="[a-z0-9][a-z0-9\-]{1,39}"
          required
        />
      )}
      <PeriodFields known={known} />
    </div>
  );
}

function Limits({
  terms,
  put,
}: {
  readonly terms: Terms;
  readonly put: (part: Partial<Terms>) => void;
}) {
  const { offers } = useWords();
  const { currency } = terms;
  type Name = 'usesMax' | 'usesPerCustomerMax' | 'budgetMinor' | 'discountMaxMinor';
  const digits = minorOf('1', currency);
  const limit = (name: Name, label: string, isMoney: boolean) => (
    <Field
      defaultValue={terms[name] === undefined ? '' : (terms[name] ?? 0) / (isMoney ? digits : 1)}
      inputMode="numeric"
      label={isMoney ? `${label} (${currency})` : label}
      min="1"
      name={name}
      onChange={({ target: { value } }) => {
        const { [name]: _, ...rest } = terms;
        const typed = isMoney ? minorOf(value, currency) : Math.round(Number(value));
        put(value === '' ? { ...rest, [name]: undefined } : { [name]: typed });
      }}
      type="number"
    />
  );
  return (
    <fieldset className="grid gap-5 rounded-lg bg-paper p-5 shadow-rest md:grid-cols-2 md:p-6">
      <legend className="float-left mb-4 font-bold text-lg md:col-span-2">{offers.limits}</legend>
      <Select
        label={offers.stacking}
        name="stacking"
        onChange={(event) => put({ stacking: event.target.value as Terms['stacking'] })}
        value={terms.stacking}
      >
        {Object.entries(offers.stackings).map(([code, word]) => (
          <option key={code} value={code}>
            {word}
          </option>
        ))}
      </Select>
      <Select
        label={offers.lane}
        name="lane"
        onChange={(event) => put({ lane: event.target.value as Terms['lane'] })}
        value={terms.lane}
      >
        {Object.entries(offers.lanes).map(([code, word]) => (
          <option key={code} value={code}>
            {word}
          </option>
        ))}
      </Select>
      {limit('usesMax', offers.usesMax, false)}
      {limit('usesPerCustomerMax', offers.usesPerCustomerMax, false)}
      {limit('budgetMinor', offers.budget, true)}
      {limit('discountMaxMinor', offers.discountMaxMinor, true)}
      <Field
        defaultValue={terms.priority}
        label={offers.priority}
        name="priority"
        onChange={(event) => put({ priority: Math.round(Number(event.target.value)) })}
        type="number"
      />
      <Field
        defaultValue={terms.holdoutBp / 100}
        hint={offers.holdoutHint}
        label={offers.holdout}
        name="holdout"
        max="50"
        min="0"
        onChange={(event) => put({ holdoutBp: Math.round(Number(event.target.value) * 100) })}
        type="number"
      />
      <label className="inline-flex min-h-11 items-center gap-2 md:col-span-2">
        <input
          checked={terms.needsCoupon}
          className="size-5"
          onChange={(event) => put({ needsCoupon: event.target.checked })}
          type="checkbox"
        />
        {offers.needsCoupon}
      </label>
    </fieldset>
  );
}
