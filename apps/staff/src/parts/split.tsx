// A list and what was chosen from it: side by side on a tablet held across, one after the other when it is narrow.
import type { ReactNode } from 'react';

type SplitProps = {
  /** The room, for those who listen. */
  readonly title: string;
  readonly list: ReactNode;
  readonly detail: ReactNode;
  /** Whether something is chosen; decides which one a narrow screen shows. */
  readonly isChosen: boolean;
};

export function Split({ title, list, detail, isChosen }: SplitProps) {
  return (
    <div className="flex h-full min-h-0">
      <h1 className="sr-only">{title}</h1>
      <section
        className={`h-full min-h-0 w-full flex-col pane:flex pane:w-104 pane:shrink-0 pane:border-line pane:border-r xl:w-120 ${isChosen ? 'hidden' : 'flex'}`}
      >
        {list}
      </section>
      <section
        className={`h-full min-h-0 min-w-0 flex-1 flex-col bg-paper pane:flex ${isChosen ? 'flex' : 'hidden'}`}
      >
        {detail}
      </section>
    </div>
  );
}
