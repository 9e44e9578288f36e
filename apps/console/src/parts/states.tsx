// Nothing there, not there yet, not to be had: each says so, and what to do.
import { Refused, Unreachable } from '@engawa/client';
import type { UseQueryResult } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useWords } from '../words/words.tsx';
import { Button } from './button.tsx';
import { Icon, Mark } from './icon.tsx';

export function Loading() {
  const words = useWords();
  return (
    <div aria-busy="true" className="space-y-3">
      <p className="sr-only" role="status">
        {words.common.loading}
      </p>
      {['a', 'b', 'c', 'd', 'e'].map((row) => (
        <div className="waits h-14 rounded-md bg-shade" key={row} />
      ))}
    </div>
  );
}

type EmptyProps = { readonly title: string; readonly hint?: string };

export function Empty({ title, hint }: EmptyProps) {
  return (
    <div className="rounded-lg border border-line border-dashed px-6 py-16 text-center">
      <Mark className="mx-auto mb-4 size-12 opacity-60" />
      <p>{title}</p>
      {hint !== undefined && <p className="mt-1 text-ink-soft text-sm">{hint}</p>}
    </div>
  );
}

type TroubleProps = { readonly error: Error; readonly onRetry: () => void };

export function Trouble({ error, onRetry }: TroubleProps) {
  const words = useWords();
  const isAway = error instanceof Unreachable;
  const hint = error instanceof Refused ? error.message : '';
  return (
    <div className="rounded-lg border border-kaki bg-kaki-mist p-6" role="alert">
      <p className="flex items-center gap-2 font-bold text-kaki">
        <Icon name="alert" />
        {isAway ? words.common.unreachable : words.common.refused}
      </p>
      <p className="mt-2 mb-4">{isAway ? words.common.unreachableHint : hint}</p>
      <Button onClick={onRetry}>{words.common.retry}</Button>
    </div>
  );
}

type AnsweredProps<Data> = {
  readonly query: UseQueryResult<Data>;
  readonly children: (data: Data) => ReactNode;
};

/** Shows an answer, or how it stands with it. An answer that is there stays while a newer one is sought. */
export function Answered<Data>({ query, children }: AnsweredProps<Data>) {
  if (query.data !== undefined) {
    return children(query.data);
  }
  const trouble = query.error ?? query.failureReason;
  return trouble === null ? (
    <Loading />
  ) : (
    <Trouble error={trouble} onRetry={() => void query.refetch()} />
  );
}
