// Tiers: from how much on, over how long. Before they are set one sees how many customers would rise and fall.

import { type Answer, answerOf } from '@engawa/client';
import { minorOf } from '@engawa/ui';
import { Answered, Button } from '@engawa/ui/work';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type SubmitEvent, useState } from 'react';
import { api } from '../api.ts';
import { useCurrency } from '../house/use-house.ts';
import { Field, Save } from '../parts/form.tsx';
import { useMay } from '../staff/use-may.ts';
import { useSpeech, useWords } from '../words/words.ts';
import { TiersSeen } from './tiers-seen.tsx';

export type Table = Answer<'/api/loyalty/tiers'>;
type Tier = Table['tiers'][number];

const tiersKey = ['loyalty', 'tiers'] as const;

export function Tiers() {
  const tiers = useQuery({
    queryKey: tiersKey,
    queryFn: () => answerOf(api.GET('/api/loyalty/tiers')),
    staleTime: Infinity,
  });
  return <Answered query={tiers}>{(table) => <TierForm table={table} />}</Answered>;
}

function TierForm({ table }: { readonly table: Table }) {
  const { loyalty } = useWords();
  const { language } = useSpeech();
  const mayWrite = useMay('loyalty');
  const queries = useQueryClient();
  const currency = useCurrency();
  const [wish, setWish] = useState(table);
  const saving = useMutation({
    mutationFn: () => answerOf(api.PUT('/api/loyalty/tiers', { body: wish })),
    onSuccess: (saved) => queries.setQueryData(tiersKey, saved),
  });
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    saving.mutate();
  };
  const setTier = (at: number, part: Partial<Tier>) =>
    setWish({
      ...wish,
      tiers: wish.tiers.map((tier, index) => (index === at ? { ...tier, ...part } : tier)),
    });
  const add = () => {
    const last = wish.tiers.at(-1)?.thresholdMinor ?? 0;
    const tier = {
      code: `tier-${wish.tiers.length + 1}`,
      nameJa: '',
      thresholdMinor: last + minorOf('10000', currency),
    };
    setWish({ ...wish, tiers: [...wish.tiers, tier] });
  };
  const numberOf = (text: string) => Number(text.replaceAll(/\D/g, '') || 0);
  return (
    <form
      className="space-y-6 rounded-lg bg-paper p-5 shadow-rest md:p-8"
      data-form="tiers"
      onSubmit={submit}
    >
      <fieldset className="space-y-6" disabled={!mayWrite}>
        <legend className="sr-only">{loyalty.tiers}</legend>
        <div className="grid max-w-3xl gap-5 md:grid-cols-2">
          <Field
            inputMode="numeric"
            label={loyalty.periodMonths}
            name="periodMonths"
            onChange={(event) =>
              setWish({ ...wish, periodMonths: numberOf(event.currentTarget.value) })
            }
            required
            value={String(wish.periodMonths)}
          />
          <Field
            hint={loyalty.graceHint}
            inputMode="numeric"
            label={loyalty.graceDays}
            name="graceDays"
            onChange={(event) =>
              setWish({ ...wish, graceDays: numberOf(event.currentTarget.value) })
            }
            required
            value={String(wish.graceDays)}
          />
        </div>
        {wish.tiers.map((tier, at) => (
          <div
            className="grid max-w-3xl items-end gap-5 border-line border-t pt-5 md:grid-cols-[1fr_1fr_auto]"
            key={tier.code}
          >
            <Field
              label={loyalty.tierName(at + 1)}
              maxLength={40}
              name={`name-${at}`}
              onChange={(event) => setTier(at, { nameJa: event.currentTarget.value })}
              required
              value={tier.nameJa}
            />
            <Field
              inputMode="numeric"
              label={loyalty.threshold(at + 1, currency)}
              name={`threshold-${at}`}
              onChange={(event) =>
                setTier(at, {
                  thresholdMinor: minorOf(String(numberOf(event.currentTarget.value)), currency),
                })
              }
              required
              value={String(Math.round(tier.thresholdMinor / minorOf('1', currency)))}
            />
            <Button
              aria-label={loyalty.removeTier(at + 1)}
              onClick={() =>
                setWish({ ...wish, tiers: wish.tiers.filter((_, index) => index !== at) })
              }
            >
              {loyalty.remove}
            </Button>
          </div>
        ))}
        {wish.tiers.length === 0 && <p className="text-ink-soft">{loyalty.noTiers}</p>}
        {mayWrite && wish.tiers.length < 10 && <Button onClick={add}>{loyalty.addTier}</Button>}
      </fieldset>
      <TiersSeen language={language} table={table} wish={wish} />
      {mayWrite && (
        <Save
          done={saving.isSuccess ? loyalty.saved : undefined}
          error={saving.error}
          isPending={saving.isPending}
        />
      )}
    </form>
  );
}
