// What every page is made of: a head, sections, and facts side by side.
import { Icon } from '@engawa/ui/work';
import type { ReactNode } from 'react';
import { Link } from 'react-router';
import { useWords } from '../words/words.ts';

type PageProps = {
  readonly title: string;
  readonly lead?: ReactNode;
  readonly actions?: ReactNode;
  /** The list this page belongs to. */
  readonly back?: string;
  readonly children: ReactNode;
};

/** The head every page begins with: the way back, the title, one line of what it is. */
export function Page({ title, lead, actions, back, children }: PageProps) {
  const words = useWords();
  return (
    <article>
      <title>{`${title} | ${words.name}`}</title>
      {back !== undefined && (
        <Link
          className="-ml-1 mb-2 inline-flex print:hidden min-h-11 items-center gap-1 rounded-md pr-3 text-ai text-sm hover:underline"
          to={back}
        >
          <Icon className="size-4" name="back" />
          {words.common.back}
        </Link>
      )}
      <div className="mb-6 flex flex-wrap items-end justify-between gap-x-8 gap-y-4 md:mb-10">
        <div className="min-w-0">
          <h1 className="font-bold text-xl md:text-2xl">{title}</h1>
          {lead !== undefined && <div className="mt-1 text-ink-soft">{lead}</div>}
        </div>
        {actions !== undefined && <div className="print:hidden">{actions}</div>}
      </div>
      {children}
    </article>
  );
}

type SectionProps = { readonly title: string; readonly children: ReactNode };

export function Section({ title, children }: SectionProps) {
  return (
    <section className="mt-10 md:mt-14">
      <h2 className="mb-4 font-bold text-lg">{title}</h2>
      {children}
    </section>
  );
}

type Fact = { readonly name: string; readonly value: ReactNode };

/** Named facts side by side. */
export function Facts({ facts }: { readonly facts: readonly Fact[] }) {
  return (
    <dl className="grid grid-cols-2 gap-x-6 gap-y-5 rounded-lg bg-paper p-5 shadow-rest md:grid-cols-4 md:p-6">
      {facts.map(({ name, value }) => (
        <div className="min-w-0" key={name}>
          <dt className="text-ink-soft text-sm">{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}
