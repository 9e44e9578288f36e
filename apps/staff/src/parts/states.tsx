// An answer that may be one from before: it says of when it is.
import { Icon, Answered as SharedAnswered } from '@engawa/ui/work';
import type { UseQueryResult } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import type { Remembered } from '../offline/memory.ts';
import { useTimes } from '../station/use-places.ts';
import { useWords } from '../words/words.ts';

type AnsweredProps<Data> = {
  readonly query: UseQueryResult<Remembered<Data>>;
  readonly children: (data: Data) => ReactNode;
};

/** Shows an answer, or how it stands with it; an answer from before says of when it is. */
export function Answered<Data>({ query, children }: AnsweredProps<Data>) {
  return (
    <SharedAnswered query={query}>
      {({ data, savedAt }) => (
        <>
          {savedAt !== null && <SavedAt at={savedAt} />}
          {children(data)}
        </>
      )}
    </SharedAnswered>
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
