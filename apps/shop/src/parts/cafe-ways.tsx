// Where, eaten in or taken out (asked at the order: it decides the rate of tax), and when. Each is kept as it is chosen.
import { formatTime, Select } from '@engawa/ui';
import type { FormEvent } from 'react';
import { useFetcher } from 'react-router';
import type { CafeBasketPage } from '../../../../server/storefront/contract-cafe.ts';
import { useCafeWords } from '../words/cafe.ts';

export function BasketWays({ page }: { readonly page: CafeBasketPage }) {
  const say = useCafeWords();
  const shop = useFetcher();
  const way = useFetcher();
  const time = useFetcher();
  const send = (fetcher: typeof shop) => (event: FormEvent<HTMLFormElement>) =>
    void fetcher.submit(event.currentTarget, { method: 'post', action: '/cafe/basket' });
  const wanted = page.wantedAt ?? '';
  const times =
    wanted === '' || page.times.some((each) => Date.parse(each) === Date.parse(wanted))
      ? page.times
      : [wanted, ...page.times];
  return (
    <div className="space-y-5">
      {page.others.length === 0 ? null : (
        <shop.Form onChange={send(shop)}>
          <input type="hidden" name="change" value="shop" />
          <Select
            key={page.shop.id}
            label={say.where}
            name="placeId"
            defaultValue={page.shop.id}
            isMarked={false}
          >
            <option value={page.shop.id}>{page.shop.name}</option>
            {page.others.map(({ id, name }) => (
              <option key={id} value={id}>
                {name}
              </option>
            ))}
          </Select>
        </shop.Form>
      )}
      <way.Form onChange={send(way)}>
        <input type="hidden" name="change" value="way" />
        <fieldset>
          <legend className="mb-2 font-bold">{say.way}</legend>
          <div className="grid grid-cols-2 gap-2">
            {(page.shop.hasSeats ? (['out', 'in'] as const) : (['out'] as const)).map((value) => (
              <label
                key={value}
                className="flex min-h-12 cursor-pointer items-center justify-center gap-2 rounded-md border border-edge px-2 text-center has-checked:border-2 has-checked:border-ai has-checked:bg-ai-mist has-checked:font-bold"
              >
                <input
                  type="radio"
                  name="way"
                  value={value}
                  defaultChecked={(value === 'in') === page.isEatenIn}
                  className="size-5 shrink-0 accent-ai"
                />
                {value === 'in' ? say.eatIn : say.takeOut}
              </label>
            ))}
          </div>
        </fieldset>
      </way.Form>
      <time.Form onChange={send(time)} className="space-y-2">
        <input type="hidden" name="change" value="time" />
        <Select label={say.when} name="wantedAt" defaultValue={wanted} isMarked={false}>
          <option value="">
            {page.readyAt === null || page.wantedAt !== null
              ? say.soonest
              : say.soon(formatTime(page.readyAt))}
          </option>
          {times.map((each) => (
            <option key={each} value={each}>
              {say.at(formatTime(each))}
            </option>
          ))}
        </Select>
        <label className="flex min-h-11 items-start gap-3 py-2">
          <input
            type="checkbox"
            name="startsBy"
            value="arrival"
            defaultChecked={page.startsBy === 'arrival'}
            className="mt-1 size-5 shrink-0 accent-ai"
          />
          <span>
            {say.byArrival}
            <span className="block text-sm text-ink-soft">{say.byArrivalMore}</span>
          </span>
        </label>
      </time.Form>
    </div>
  );
}
