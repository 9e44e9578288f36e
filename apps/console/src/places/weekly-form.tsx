// The usual week, a row a day with room for a break at noon, and one for public holidays. Empty is closed; a whole
// empty week is a place that never closes.
import { answerOf } from '@engawa/client';
import { Check } from '@engawa/ui';
import { Button } from '@engawa/ui/work';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type SubmitEvent, useRef, useState } from 'react';
import { api } from '../api.ts';
import { Save, textOf } from '../parts/form.tsx';
import { useWords } from '../words/words.ts';
import { clockOf } from './minutes.ts';
import type { Hours } from './place-page.tsx';
import { readWeek, rowsOfDay, type WeekRow, weekdays } from './week.ts';

export function WeeklyForm({ hours }: { readonly hours: Hours }) {
  const words = useWords();
  const queries = useQueryClient();
  const sheet = useRef<HTMLFormElement>(null);
  const [wrongDay, setWrongDay] = useState<number>();
  const setting = useMutation({
    mutationFn: (body: { weekly: Hours['weekly']; closesOnHolidays: boolean }) =>
      answerOf(
        api.PUT('/api/places/{placeId}/hours', {
          params: { path: { placeId: hours.placeId } },
          body,
        }),
      ),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['places'] }),
  });
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const week = readWeek((name) => textOf(form, name));
    setWrongDay(week.wrongDay);
    if (week.wrongDay === undefined) {
      const closesOnHolidays = form.get('closesOnHolidays') === 'on';
      setting.mutate({ weekly: [...week.weekly], closesOnHolidays });
    }
  };
  return (
    <form
      className="max-w-3xl space-y-5 rounded-lg bg-paper p-5 shadow-rest md:p-6"
      onSubmit={submit}
      ref={sheet}
    >
      <p className="text-ink-soft text-sm">
        {words.places.hoursHint} {words.places.noHoursYet}
      </p>
      <WeekRows weekly={hours.weekly} wrongDay={wrongDay} />
      <Check
        defaultChecked={hours.closesOnHolidays}
        label={words.places.closesOnHolidays}
        name="closesOnHolidays"
      />
      {wrongDay !== undefined && (
        <p className="text-kaki" role="alert">
          {words.places.hoursWrong(words.places.weekdays[wrongDay] ?? '')}
        </p>
      )}
      <Save
        done={setting.isSuccess ? words.places.hoursSet : undefined}
        error={setting.error}
        isPending={setting.isPending}
      >
        <Button onClick={() => copyMonday(sheet.current)}>{words.places.copyDown}</Button>
      </Save>
    </form>
  );
}

type WeekRowsProps = {
  readonly weekly: readonly WeekRow[];
  readonly wrongDay: number | undefined;
};

/** Two pairs of hours a day, to be read by `readWeek`. */
export function WeekRows({ weekly, wrongDay }: WeekRowsProps) {
  return (
    <div className="space-y-3">
      {weekdays.map((weekday) => (
        <DayRow isWrong={weekday === wrongDay} key={weekday} weekday={weekday} weekly={weekly} />
      ))}
    </div>
  );
}

type DayRowProps = {
  readonly weekly: readonly WeekRow[];
  readonly weekday: number;
  readonly isWrong: boolean;
};

function DayRow({ weekly, weekday, isWrong }: DayRowProps) {
  const words = useWords();
  const day = words.places.weekdays[weekday] ?? '';
  const rows = rowsOfDay(weekly, weekday);
  return (
    <fieldset className="flex flex-wrap items-center gap-x-6 gap-y-2 border-line border-t pt-3 first:border-t-0">
      <legend className="float-left w-24 shrink-0 pt-2 font-bold">{day}</legend>
      {[0, 1].map((index) => (
        <span className="flex items-center gap-2" key={index}>
          {sides.map((side) => (
            <input
              aria-invalid={isWrong ? true : undefined}
              aria-label={labelOf(words.places, day, index, side)}
              autoComplete="off"
              className="field w-24 text-center"
              defaultValue={clockIn(rows[index], side)}
              inputMode="numeric"
              key={side}
              maxLength={5}
              name={`${side}-${weekday}-${index}`}
            />
          ))}
        </span>
      ))}
    </fieldset>
  );
}

function clockIn(row: WeekRow | undefined, side: 'opens' | 'closes'): string {
  if (row === undefined) {
    return '';
  }
  return clockOf(side === 'opens' ? row.opensMinute : row.closesMinute);
}

const sides = ['opens', 'closes'] as const;

type Labels = { readonly second: string; readonly from: string; readonly until: string };

function labelOf(words: Labels, day: string, index: number, side: 'opens' | 'closes'): string {
  const pair = index === 0 ? day : `${day} ${words.second}`;
  return `${pair} ${side === 'opens' ? words.from : words.until}`;
}

/** Public holidays keep their own. */
export function copyMonday(sheet: HTMLFormElement | null): void {
  const field = (name: string) => sheet?.elements.namedItem(name);
  for (const weekday of weekdays.filter((each) => each > 1 && each < 8)) {
    for (const index of [0, 1]) {
      for (const side of ['opens', 'closes']) {
        const from = field(`${side}-1-${index}`);
        const to = field(`${side}-${weekday}-${index}`);
        if (from instanceof HTMLInputElement && to instanceof HTMLInputElement) {
          to.value = from.value;
        }
      }
    }
  }
}
