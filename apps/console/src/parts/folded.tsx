import { Icon } from '@engawa/ui/work';
import type { ReactNode } from 'react';

type FoldedProps = {
  readonly title: string;
  readonly hint: string;
  readonly name: string;
  readonly children: ReactNode;
};

/** What is not needed at every visit: a line that opens. */
export function Folded({ title, hint, name, children }: FoldedProps) {
  return (
    <details className="rounded-lg bg-paper shadow-rest" data-fold={name}>
      <summary className="group flex min-h-14 list-none flex-wrap items-center gap-x-4 px-5 py-3 md:px-6">
        <Icon className="size-5 text-ai" name="unfold" />
        <h3 className="font-bold">{title}</h3>
        <span className="text-ink-soft text-sm">{hint}</span>
      </summary>
      <div className="px-5 pb-6 md:px-6">{children}</div>
    </details>
  );
}
