// What is promised for each day, for whoever makes it; a day may have a limit of its own, or be closed.
import { answerOf } from '@engawa/client';
import { Badge, formatCount, formatDay } from '@engawa/ui';
import { Answered, Button } from '@engawa/ui/work';
import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { api } from '../api.ts';
import { type Column, DataTable } from '../parts/data-table.tsx';
import { Field, Save, textOf } from '../parts/form.tsx';
import { Section } from '../parts/page.tsx';
import { localIn } from '../parts/period.tsx';
import { useSpeech, useWords } from '../words/words.ts';
import { type Preorder, useDaysToMake, useRenewPreorders } from './use-preorders.ts';

const daysShown = 60;
const dayMs = 86_400_000;

type Props = { readonly preorder: Preorder; readonly mayChange: boolean };

export function DaysToMake({ preorder, mayChange }: Props) {
  const { preorders: words } = useWords();
  const [from, setFrom] = useState(() =>
    localIn(new Date().toISOString(), preorder.timeZone).slice(0, 10),
  );
  const until = new Date(Date.parse(`${from}T00:00:00Z`) + daysShown * dayMs)
    .toISOString()
    .slice(0, 10);
  const days = useDaysToMake(preorder.id, from, until);
  return (
    <Section title={words.toMake}>
      <div className="mb-4 max-w-60">
        <Field
          label={words.from}
          name="from"
          onChange={({ target }) => target.value !== '' && setFrom(target.value)}
          type="date"
          value={from}
        />
      </div>
      <Answered query={days}>
        {(page) =>
          page.days.length === 0 ? (
            <p className="text-ink-soft">{words.nothingToMake}</p>
          ) : (
            <Days days={page.days} />
          )
        }
      </Answered>
      {mayChange ? <LimitForm preorder={preorder} /> : null}
    </Section>
  );
}

type Day = NonNullable<ReturnType<typeof useDaysToMake>['data']>['days'][number];

function Days({ days }: { readonly days: readonly Day[] }) {
  const { preorders: words } = useWords();
  const { language } = useSpeech();
  const columns: readonly Column<Day>[] = [
    {
      name: words.day,
      isHead: true,
      render: ({ day }) => formatDay(`${day}T12:00:00Z`, language, 'UTC'),
    },
    { name: words.taken, isNumber: true, render: ({ taken }) => formatCount(taken) },
    {
      name: words.limit,
      isNumber: true,
      render: ({ limit, isSpecial }) => (
        <>
          {limit === 0 ? words.closed : formatCount(limit)}
          {isSpecial ? (
            <span className="ml-2">
              <Badge>{words.special}</Badge>
            </span>
          ) : null}
        </>
      ),
    },
    {
      name: words.left,
      isNumber: true,
      render: ({ limit, taken }) => formatCount(Math.max(0, limit - taken)),
    },
  ];
  return (
    <DataTable caption={words.toMake} columns={columns} keyOf={({ day }) => day} rows={days} />
  );
}

function LimitForm({ preorder }: { readonly preorder: Preorder }) {
  const { preorders: words } = useWords();
  const renew = useRenewPreorders();
  const setting = useMutation({
    mutationFn: ({ day, limit }: { day: string; limit: number | null }) =>
      answerOf(
        api.PUT('/api/orders/preorders/{preorderId}/days/{day}', {
          params: { path: { preorderId: preorder.id, day } },
          body: { limit },
        }),
      ),
    onSuccess: renew,
  });
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const limit = textOf(form, 'limit');
    setting.mutate({ day: textOf(form, 'day'), limit: limit === '' ? null : Number(limit) });
  };
  return (
    <form className="mt-6 space-y-5 rounded-lg bg-paper p-5 shadow-rest md:p-6" onSubmit={submit}>
      <div>
        <h3 className="font-bold">{words.ownLimit}</h3>
        <p className="text-ink-soft text-sm">{words.ownLimitHint}</p>
      </div>
      <div className="grid gap-5 md:grid-cols-2">
        <Field label={words.day} name="day" required type="date" />
        <Field label={words.limit} max="1000000" min="0" name="limit" type="number" />
      </div>
      <Save
        done={setting.isSuccess ? words.limitSet : undefined}
        error={setting.error}
        isPending={setting.isPending}
        label={words.setLimit}
      >
        <Button disabled={setting.isPending} type="reset">
          {words.clear}
        </Button>
      </Save>
    </form>
  );
}
