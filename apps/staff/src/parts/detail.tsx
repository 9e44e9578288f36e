// The right side of a split: a heading that stays, what is told, and the actions at the bottom, where a thumb is.
import { Icon } from '@engawa/ui/work';
import type { ReactNode } from 'react';
import { Link } from 'react-router';
import { useWords } from '../words/words.ts';

type DetailProps = {
  readonly title: ReactNode;
  readonly aside?: ReactNode;
  /** Where the list is; a narrow screen goes back there. */
  readonly back: string;
  readonly actions?: ReactNode;
  readonly children: ReactNode;
};

/** What is only read has nothing else in it that the keyboard could stop at. */
export function scrolledByKeys(name: string) {
  return { role: 'region', tabIndex: 0, 'aria-label': name } as const;
}

export function Detail({ title, aside, back, actions, children }: DetailProps) {
  const words = useWords();
  return (
    <>
      <header className="flex min-h-18 items-center gap-2 border-line border-b px-3 py-2 pane:px-7">
        <Link
          aria-label={words.common.back}
          className="flex size-12 shrink-0 items-center justify-center rounded-lg active:bg-shade pane:hidden"
          to={back}
        >
          <Icon name="back" />
        </Link>
        <h2 className="min-w-0 flex-1 font-bold text-xl">{title}</h2>
        {aside}
      </header>
      <div
        {...scrolledByKeys(words.common.content)}
        className="min-h-0 flex-1 overflow-y-auto overscroll-contain px-4 py-5 pane:px-7"
      >
        {children}
      </div>
      {actions !== undefined && (
        <footer className="border-line border-t bg-paper px-4 py-3 pane:px-7 pane:py-4">
          {actions}
        </footer>
      )}
    </>
  );
}

type Fact = { readonly name: string; readonly value: ReactNode };

export function Facts({ facts }: { readonly facts: readonly Fact[] }) {
  return (
    <dl className="grid grid-cols-2 gap-x-6 gap-y-4">
      {facts.map(({ name, value }) => (
        <div className="min-w-0" key={name}>
          <dt className="text-ink-soft text-sm">{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}

type PartProps = { readonly title: string; readonly children: ReactNode };

export function Part({ title, children }: PartProps) {
  return (
    <section className="mt-8">
      <h3 className="mb-3 font-bold">{title}</h3>
      {children}
    </section>
  );
}
