// Nothing there, not there yet, not to be had: each says so, and what to do.
import { Refused, Unreachable } from '@engawa/client';
import type { UseQueryResult } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { Mark } from '../mark.tsx';
import { Button } from './button.tsx';
import { Icon, type IconName } from './icon.tsx';
import { useWorkWords } from './words.ts';

const rows = ['a', 'b', 'c', 'd', 'e'];

export function Loading() {
  const words = useWorkWords();
  return (
    <div aria-busy="true" className="space-y-3">
      <p className="sr-only" role="status">
        {words.loading}
      </p>
      {rows.map((row) => (
        <div className="waits h-[calc(var(--spacing-touch)*1.3)] rounded-md bg-shade" key={row} />
      ))}
    </div>
  );
}

type EmptyProps = {
  readonly title: string;
  readonly hint?: string | undefined;
  readonly icon?: IconName;
  /** The deed that fills it. */
  readonly children?: ReactNode;
};

export function Empty({ title, hint, icon, children }: EmptyProps) {
  return (
    <div className="flex h-full flex-col items-center justify-center px-6 py-14 text-center">
      {icon === undefined ? (
        <Mark className="mb-4 size-14 opacity-60" />
      ) : (
        <Icon className="mb-4 size-14 text-edge" name={icon} />
      )}
      <p className="text-lg">{title}</p>
      {hint !== undefined && <p className="mt-1 max-w-md text-ink-soft">{hint}</p>}
      {children !== undefined && <div className="mt-6">{children}</div>}
    </div>
  );
}

type TroubleProps = { readonly error: Error; readonly onRetry: () => void };

export function Trouble({ error, onRetry }: TroubleProps) {
  const words = useWorkWords();
  const isAway = error instanceof Unreachable;
  const hint = error instanceof Refused ? error.message : '';
  return (
    <div className="rounded-lg border border-kaki bg-kaki-mist p-6" role="alert">
      <p className="flex items-center gap-2 font-bold text-kaki">
        <Icon name={isAway ? 'away' : 'alert'} />
        {isAway ? words.unreachable : words.refused}
      </p>
      <p className="mt-2 mb-4">{isAway ? words.unreachableHint : hint}</p>
      <Button onClick={onRetry}>{words.retry}</Button>
    </div>
  );
}

/** What went wrong with a deed, beside the button that did it. */
export function Wrong({ error }: { readonly error: Error }) {
  const words = useWorkWords();
  return (
    <p className="flex gap-2 rounded-md bg-kaki-mist px-4 py-3 text-kaki">
      <Icon className="mt-0.5 size-icon" name="alert" />
      {error instanceof Refused && error.message !== '' ? error.message : words.unreachable}
    </p>
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

/** What is shown when a page itself fails, or its file could not be loaded (a new release, no line). */
export function Failure({ name }: { readonly name: string }) {
  const words = useWorkWords();
  return (
    <main className="mx-auto max-w-xl px-6 py-20">
      <title>{`${words.bug} | ${name}`}</title>
      <h1 className="font-bold text-xl">{words.bug}</h1>
      <p className="mt-3 mb-8 text-ink-soft">{words.bugHint}</p>
      <Button look="main" onClick={() => globalThis.location.reload()}>
        {words.reload}
      </Button>
    </main>
  );
}
