// Nothing there, not there yet, not to be had, and old: each says so, and what to do.
import { Refused, Unreachable } from '@engawa/client';
import type { UseQueryResult } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import type { Remembered } from '../offline/memory.ts';
import { useTimes } from '../station/use-places.ts';
import { useWords } from '../words/words.tsx';
import { Button } from './button.tsx';
import { Icon, type IconName, Mark } from './icon.tsx';

export function Loading() {
  const words = useWords();
  return (
    <div aria-busy="true" className="space-y-3 p-4">
      <p className="sr-only" role="status">
        {words.common.loading}
      </p>
      {['a', 'b', 'c', 'd'].map((row) => (
        <div className="waits h-20 rounded-lg bg-shade" key={row} />
      ))}
    </div>
  );
}

type EmptyProps = { readonly title: string; readonly hint?: string; readonly icon?: IconName };

export function Empty({ title, hint, icon }: EmptyProps) {
  return (
    <div className="flex h-full flex-col items-center justify-center px-6 py-14 text-center">
      {icon === undefined ? (
        <Mark className="mb-4 size-16 opacity-60" />
      ) : (
        <Icon className="mb-4 size-14 text-edge" name={icon} />
      )}
      <p className="text-lg">{title}</p>
      {hint !== undefined && <p className="mt-1 max-w-sm text-ink-soft">{hint}</p>}
    </div>
  );
}

type TroubleProps = { readonly error: Error; readonly onRetry: () => void };

export function Trouble({ error, onRetry }: TroubleProps) {
  const words = useWords();
  const isAway = error instanceof Unreachable;
  const hint = error instanceof Refused ? error.message : '';
  return (
    <div className="m-4 rounded-lg border border-kaki bg-kaki-mist p-6" role="alert">
      <p className="flex items-center gap-2 font-bold text-kaki">
        <Icon name={isAway ? 'away' : 'alert'} />
        {isAway ? words.common.unreachable : words.common.refused}
      </p>
      <p className="mt-2 mb-4">{isAway ? words.common.unreachableHint : hint}</p>
      <Button onClick={onRetry}>{words.common.retry}</Button>
    </div>
  );
}

type AnsweredProps<Data> = {
  readonly query: UseQueryResult<Remembered<Data>>;
  readonly children: (data: Data) => ReactNode;
};

/** Shows an answer, or how it stands with it; an answer from before says of when it is. */
export function Answered<Data>({ query, children }: AnsweredProps<Data>) {
  if (query.data !== undefined) {
    const { data, savedAt } = query.data;
    return (
      <>
        {savedAt !== null && <SavedAt at={savedAt} />}
        {children(data)}
      </>
    );
  }
  return query.error === null ? (
    <Loading />
  ) : (
    <Trouble error={query.error} onRetry={() => void query.refetch()} />
  );
}

function SavedAt({ at }: { readonly at: number }) {
  const words = useWords();
  const times = useTimes();
  return (
    <p className="flex items-center gap-2 px-4 py-2 text-kaki text-sm">
      <Icon className="size-5" name="away" />
      {words.line.savedAt(times.moment(new Date(at).toISOString()))}
    </p>
  );
}
