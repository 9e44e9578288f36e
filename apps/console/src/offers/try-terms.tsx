// A promotion before it is on: read back as sentences while it is written, tried on a sample basket, and on the orders of
// the last month.
import { answerOf } from '@engawa/client';
import { formatCount, formatMoney } from '@engawa/ui';
import { Answered, Button, wordFor } from '@engawa/ui/work';
import { keepPreviousData, useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { api } from '../api.ts';
import { useTimes } from '../house/use-house.ts';
import { Field, Outcome, Select } from '../parts/form.tsx';
import { Facts } from '../parts/page.tsx';

import { usePlaceName, usePlaces } from '../places/use-places.ts';
import { useSpeech, useWords } from '../words/words.ts';
import { ItemName, ItemSearch } from './goods-input.tsx';
import { RulesSaid } from './rules-said.tsx';
import type { Terms } from './terms.ts';
import { useSettled } from './use-settled.ts';

type Props = { readonly terms: Terms; readonly promotionId?: string | undefined };

export function ReadBack({ terms, promotionId }: Props) {
  const settled = useSettled(terms);
  const said = useQuery({
    queryKey: ['offers', 'rules', settled, promotionId],
    queryFn: () =>
      answerOf(
        api.POST('/api/offers/rules', {
          body: { terms: settled, ...(promotionId === undefined ? {} : { promotionId }) },
        }),
      ),
    placeholderData: keepPreviousData,
  });
  return <Answered query={said}>{(rules) => <RulesSaid rules={rules} />}</Answered>;
}

/** Two or three things in a basket, and what would be off each. */
export function SampleBasket({ terms }: Props) {
  const { offers } = useWords();
  const { language } = useSpeech();
  const places = usePlaces();
  const placeName = usePlaceName();
  const [placeId, setPlaceId] = useState('');
  const [lines, setLines] = useState<
    readonly { readonly itemId: string; readonly quantity: number }[]
  >([]);
  const settled = useSettled(terms);
  const place = placeId === '' ? places.data?.places[0]?.id : placeId;
  const tried = useQuery({
    enabled: place !== undefined && lines.length > 0,
    queryKey: ['offers', 'basket', settled, place, lines],
    queryFn: () =>
      answerOf(
        api.POST('/api/orders/simulations/basket', {
          body: { terms: settled, placeId: place ?? '', fulfilment: 'pickup', lines: [...lines] },
        }),
      ),
    placeholderData: keepPreviousData,
  });
  const off = (itemId: string) =>
    tried.data?.lines
      .filter((line) => line.itemId === itemId)
      .reduce((sum, line) => sum + line.discountMinor, 0) ?? 0;
  return (
    <div className="space-y-4 rounded-lg bg-paper p-5 shadow-rest md:p-6">
      <Select
        label={offers.tryAt}
        name="tryAt"
        onChange={(event) => setPlaceId(event.target.value)}
        value={place ?? ''}
      >
        {(places.data?.places ?? []).map(({ id, code }) => (
          <option key={id} value={id}>
            {placeName(id) ?? code}
          </option>
        ))}
      </Select>
      <ItemSearch
        label={offers.tryItem}
        onChoose={(itemId) =>
          setLines((before) => [
            ...before.filter((each) => each.itemId !== itemId),
            { itemId, quantity: 1 },
          ])
        }
      />
      <ul className="space-y-2">
        {lines.map((line) => (
          <li className="flex flex-wrap items-end justify-between gap-3" key={line.itemId}>
            <span className="min-w-40 flex-1">
              <ItemName id={line.itemId} />
            </span>
            <span className="w-24">
              <Field
                label={offers.quantity}
                name="quantity"
                max="99"
                min="1"
                onChange={(event) =>
                  setLines((before) =>
                    before.map((each) =>
                      each.itemId === line.itemId
                        ? { ...each, quantity: Math.max(1, Math.round(Number(event.target.value))) }
                        : each,
                    ),
                  )
                }
                type="number"
                value={line.quantity}
              />
            </span>
            <span className="w-28 text-right font-bold text-ai">
              {formatMoney(-off(line.itemId), terms.currency, language)}
            </span>
          </li>
        ))}
      </ul>
      {tried.data !== undefined && lines.length > 0 && (
        <p aria-live="polite">
          <span className="font-bold text-lg">
            {offers.basketResult(
              formatMoney(tried.data.itemsMinor, terms.currency, language),
              formatMoney(
                tried.data.itemsMinor - tried.data.discountMinor,
                terms.currency,
                language,
              ),
            )}
          </span>
          {tried.data.missing.map((each) => (
            <span className="block text-ink-soft" key={each.ja}>
              {each[language]}
            </span>
          ))}
        </p>
      )}
      <Outcome error={tried.error} />
    </div>
  );
}

/** What it would have done in the last month. */
export function LastMonth({ terms }: Props) {
  const words = useWords();
  const { offers } = words;
  const { language } = useSpeech();
  const times = useTimes();
  const trying = useMutation({
    mutationFn: () => answerOf(api.POST('/api/orders/simulations', { body: { terms, days: 31 } })),
  });
  const { data } = trying;
  const yen = (minor: number) => formatMoney(minor, terms.currency, language);
  return (
    <div className="space-y-4">
      <Button disabled={trying.isPending} onClick={() => trying.mutate()}>
        {trying.isPending ? offers.simulating : offers.simulate}
      </Button>
      <Outcome error={trying.error} />
      {data !== undefined && (
        <>
          <Facts
            facts={[
              {
                name: offers.ordersWith,
                value: offers.outOf(formatCount(data.ordersWith), formatCount(data.orders)),
              },
              { name: offers.discount, value: yen(data.discountMinor) },
              { name: offers.goods, value: yen(data.goodsMinor) },
              { name: offers.customersWith, value: formatCount(data.customersWith) },
            ]}
          />
          {data.endsAt !== null && (
            <p className="text-kaki">{offers.wouldEnd(times.moment(data.endsAt))}</p>
          )}
          {data.assumed.length > 0 && (
            <p className="text-ink-soft text-sm">
              {offers.assumed(
                data.assumed.map((kind) => wordFor(offers.conditions, kind)).join('・'),
              )}
            </p>
          )}
        </>
      )}
    </div>
  );
}
