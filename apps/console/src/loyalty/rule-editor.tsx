// Writing an earning rule. What the house has understood stands beside the fields as a sentence, with what a sample order
// would give and which rules it meets. What is saved is a draft: it waits for approval.
import { answerOf } from '@engawa/client';
import { formatMoney } from '@engawa/ui';
import { wordFor } from '@engawa/ui/work';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type SubmitEvent, useState } from 'react';
import { useNavigate } from 'react-router';
import { api } from '../api.ts';
import { useCurrency } from '../house/use-house.ts';
import { RuleInput } from '../offers/rule-input.tsx';
import { useSettled } from '../offers/use-settled.ts';
import { Field, Save, Select, textOf } from '../parts/form.tsx';
import { PeriodFields, periodOf, useHouseZone } from '../parts/period.tsx';
import { useSpeech, useWords } from '../words/words.ts';
import { ReadBack } from './read-back.tsx';
import {
  type EarningKind,
  type EarningTerms,
  earningKinds,
  newEarningTerms,
} from './rule-kinds.ts';
import { ConflictsMet } from './setting-life.tsx';
import { rulesKey } from './settings-query.ts';
import type { EarningRule } from './terms.ts';

type Props = {
  readonly known?: EarningRule;
  readonly onSaved?: (saved: EarningRule) => void;
};
const kinds = Object.keys(earningKinds) as readonly EarningKind[];

export function RuleEditor({ known, onSaved }: Props) {
  const { earning } = useWords();
  const navigate = useNavigate();
  const queries = useQueryClient();
  const timeZone = useHouseZone();
  const currency = useCurrency();
  const worded = known?.next ?? known;
  const [kind, setKind] = useState<EarningKind>(known?.kind ?? 'order');
  const [terms, setTerms] = useState<EarningTerms>(worded?.terms ?? newEarningTerms(kind));
  const saving = useMutation({
    mutationFn: (form: FormData) => save(form, { kind, terms, timeZone }, known),
    onSuccess: async (saved) => {
      onSaved?.(saved);
      await queries.invalidateQueries({ queryKey: rulesKey });
      await navigate(`/loyalty/rules/${saved.id}`, { replace: known !== undefined });
    },
  });
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    saving.mutate(new FormData(event.currentTarget));
  };
  return (
    <div className="grid items-start gap-8 lg:grid-cols-[minmax(0,1fr)_24rem]">
      <form className="space-y-6" data-form="rule" onSubmit={submit}>
        <div className="grid gap-5 rounded-lg bg-paper p-5 shadow-rest md:grid-cols-2 md:p-6">
          <NameFields known={worded} withCode={known === undefined} />
          <PeriodFields known={worded} />
          <Field
            defaultValue={worded?.pointDays ?? ''}
            hint={earning.pointDaysHint}
            inputMode="numeric"
            label={earning.pointDays}
            max="3660"
            min="1"
            name="pointDays"
            type="number"
          />
        </div>
        <div className="grid gap-5 rounded-lg bg-paper p-5 shadow-rest md:grid-cols-2 md:p-6">
          {known === undefined && (
            <div className="md:col-span-2">
              <Select
                label={earning.kind}
                name="kind"
                onChange={({ target }) => {
                  const chosen = kinds.find((each) => each === target.value) ?? 'order';
                  setKind(chosen);
                  setTerms(newEarningTerms(chosen));
                }}
                value={kind}
              >
                {kinds.map((each) => (
                  <option key={each} value={each}>
                    {wordFor(earning.kinds, each)}
                  </option>
                ))}
              </Select>
            </div>
          )}
          {earningKinds[kind].map((field) => (
            <RuleInput
              currency={currency}
              field={field}
              key={`${kind} ${field.name}`}
              label={wordFor(earning.fields, field.name)}
              onChange={(value) => setTerms((before) => withField(before, field.name, value))}
              value={terms[field.name]}
            />
          ))}
        </div>
        <Save error={saving.error} isPending={saving.isPending} label={earning.saveDraft} />
      </form>
      <div className="lg:sticky lg:top-8">
        <RuleRead kind={kind} known={known} terms={terms} />
      </div>
    </div>
  );
}

/** Nothing in a field takes it out of the terms. */
export function withField(terms: EarningTerms, name: string, value: unknown): EarningTerms {
  const { [name]: _, ...rest } = terms;
  return value === undefined ? rest : { ...terms, [name]: value };
}

export function NameFields({
  known,
  withCode,
}: {
  readonly known: { readonly nameJa: string; readonly nameEn: string | null } | undefined;
  readonly withCode: boolean;
}) {
  const { offers, loyalty } = useWords();
  return (
    <>
      <Field
        defaultValue={known?.nameJa}
        label={offers.nameJa}
        maxLength={80}
        name="nameJa"
        required
      />
      <Field
        defaultValue={known?.nameEn ?? ''}
        label={offers.nameEn}
        maxLength={80}
        name="nameEn"
      />
      {withCode && (
        <Field
          autoCapitalize="none"
          label={loyalty.code}
          maxLength={40}
          name="code"
          pattern="[a-z0-9][a-z0-9_\-]*"
          required
          spellCheck={false}
        />
      )}
    </>
  );
}

type Written = {
  readonly kind: EarningKind;
  readonly terms: EarningTerms;
  readonly timeZone: string;
};

function save(form: FormData, { kind, terms, timeZone }: Written, known: EarningRule | undefined) {
  const pointDays = textOf(form, 'pointDays');
  const body = {
    code: known?.code ?? textOf(form, 'code'),
    kind,
    nameJa: textOf(form, 'nameJa'),
    nameEn: textOf(form, 'nameEn') === '' ? null : textOf(form, 'nameEn'),
    terms,
    pointDays: pointDays === '' ? null : Number(pointDays),
    ...periodOf(form, timeZone),
    isDraft: true,
    ...(known === undefined ? {} : { changedAt: known.changedAt }),
  };
  const header = { 'idempotency-key': crypto.randomUUID() };
  return known === undefined
    ? answerOf(api.POST('/api/loyalty/rules', { params: { header }, body }))
    : answerOf(
        api.PUT('/api/loyalty/rules/{ruleId}', {
          params: { path: { ruleId: known.id }, header },
          body,
        }),
      );
}

const sampleMinor = 3000;

/** What was understood, and what a sample order would give. */
function RuleRead({
  kind,
  terms,
  known,
}: {
  readonly kind: EarningKind;
  readonly terms: EarningTerms;
  readonly known: EarningRule | undefined;
}) {
  const { loyalty } = useWords();
  const { language } = useSpeech();
  const currency = useCurrency();
  // As text: a settled value is known by what it says.
  const settled = useSettled(JSON.stringify({ kind, terms }));
  const read = useQuery({
    queryKey: ['loyalty', 'read', settled, known?.id],
    queryFn: () =>
      answerOf(
        api.POST('/api/loyalty/rules/read', {
          body: {
            ...(JSON.parse(settled) as Pick<Written, 'kind' | 'terms'>),
            sampleMinor,
            ...(known === undefined ? {} : { ruleId: known.id }),
          },
        }),
      ),
    retry: false,
  });
  return (
    <ReadBack read={read}>
      {(data) => (
        <>
          <p className="mt-1 font-bold text-lg">
            {language === 'en' ? data.sentenceEn : data.sentenceJa}
          </p>
          <p className="mt-1 text-sm">
            {loyalty.sample(formatMoney(sampleMinor, currency, language), data.points)}
          </p>
          <ConflictsMet conflicts={data.conflicts} to="rules" />
        </>
      )}
    </ReadBack>
  );
}
