import type { ReactNode } from 'react';

type CardProps = {
  readonly title: string;
  readonly action?: ReactNode;
  readonly children: ReactNode;
};

/** A sheet of paper with a heading of its own. */
export function Card({ title, action, children }: CardProps) {
  return (
    <section className="rounded-lg bg-paper p-5 shadow-rest md:p-6">
      <div className="mb-3 flex flex-wrap items-baseline justify-between gap-x-4">
        <h2 className="font-bold">{title}</h2>
        {action}
      </div>
      {children}
    </section>
  );
}
