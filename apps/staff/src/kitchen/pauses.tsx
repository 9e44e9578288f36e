// What has run out and what is too much for now: stopped here, it is gone from every open menu at once.
import { answerOf } from '@engawa/client';
import { Button, Loading, Trouble } from '@engawa/ui/work';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useId, useState } from 'react';
import { api, queries } from '../api.ts';
import { complain } from '../parts/notices.tsx';
import { Sheet } from '../till/parts/sheet.tsx';
import { useWords } from '../words/words.ts';
import type { Display } from './use-display.ts';

type PausesProps = {
  readonly display: Display;
  readonly placeId: string;
  readonly onClose: () => void;
};
type Wish = { readonly what: string; readonly isPaused: boolean; readonly minutes?: number };

const shopMinutes = 15;

export function Pauses({ display, placeId, onClose }: PausesProps) {
  const words = useWords();
  const say = words.kitchen;
  const isEn = words.lang === 'en';
  const id = useId();
  const [q, setQ] = useState('');
  const menu = useQuery({
    queryKey: ['kitchen', 'menu', placeId],
    queryFn: () =>
      answerOf(api.GET('/api/kitchen/shops/{placeId}/menu', { params: { path: { placeId } } })),
  });
  const change = useMutation({
    mutationFn: (body: Wish) =>
      answerOf(
        api.PUT('/api/kitchen/shops/{placeId}/pauses', { params: { path: { placeId } }, body }),
      ),
    onError: (error) => complain(error),
    onSettled: () => queries.invalidateQueries({ queryKey: ['kitchen'] }),
  });
  const paused = new Set(display.pauses.map(({ what }) => what));
  const fits = (...names: readonly string[]) =>
    names.some((name) => name.toLowerCase().includes(q.trim().toLowerCase()));
  const row = (what: string, name: string, minutes?: number) => (
    <Row
      isPaused={paused.has(what)}
      key={what}
      minutes={minutes}
      name={name}
      onChange={(isPaused) =>
        change.mutate({ what, isPaused, ...(minutes === undefined ? {} : { minutes }) })
      }
      what={what}
    />
  );
  return (
    <Sheet onClose={onClose} title={say.pauses}>
      <ul>{row('shop', say.pauseShop, shopMinutes)}</ul>
      <label className="mt-4 mb-1 block" htmlFor={id}>
        {say.searchMenu}
      </label>
      <input
        className="field w-full rounded-md border border-edge bg-paper"
        id={id}
        onChange={(event) => setQ(event.target.value)}
        type="search"
        value={q}
      />
      {menu.data === undefined ? (
        menu.error === null ? (
          <Loading />
        ) : (
          <Trouble error={menu.error} onRetry={() => void menu.refetch()} />
        )
      ) : (
        <>
          <h3 className="mt-4 font-bold">{say.pauseItems}</h3>
          <ul>
            {menu.data.items
              .filter(({ nameJa, nameEn }) => fits(nameJa, nameEn))
              .map((item) => row(`item:${item.itemId}`, isEn ? item.nameEn : item.nameJa))}
          </ul>
          <h3 className="mt-4 font-bold">{say.pauseOptions}</h3>
          <ul>
            {menu.data.groups.flatMap((group) =>
              group.options
                .filter(({ nameJa, nameEn }) => fits(nameJa, nameEn))
                .map((option) =>
                  row(
                    `option:${option.key}`,
                    isEn
                      ? `${group.nameEn}: ${option.nameEn}`
                      : `${group.nameJa}: ${option.nameJa}`,
                  ),
                ),
            )}
          </ul>
        </>
      )}
    </Sheet>
  );
}

type RowProps = {
  readonly what: string;
  readonly name: string;
  readonly isPaused: boolean;
  readonly minutes: number | undefined;
  readonly onChange: (isPaused: boolean) => void;
};

function Row({ what, name, isPaused, minutes, onChange }: RowProps) {
  const say = useWords().kitchen;
  const deed = isPaused ? say.resume : minutes === undefined ? say.stop : say.stopFor(minutes);
  return (
    <li className="flex min-h-16 items-center gap-3 border-line border-b" data-pause={what}>
      <span className="min-w-0 flex-1">
        {name}
        <span className={`block text-sm ${isPaused ? 'font-bold text-kaki' : 'text-ink-soft'}`}>
          {isPaused ? say.isPaused : say.isOpen}
        </span>
      </span>
      <Button
        aria-label={`${deed}: ${name}`}
        className="shrink-0"
        look={isPaused ? 'quiet' : 'warning'}
        onClick={() => onChange(!isPaused)}
      >
        {deed}
      </Button>
    </li>
  );
}
