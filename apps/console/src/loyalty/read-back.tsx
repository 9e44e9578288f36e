// What the house has understood of a rule or a stamp card while it is written: the frame that both have.
import type { UseQueryResult } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useWords } from '../words/words.ts';

type ReadBackProps<Read> = {
  readonly read: UseQueryResult<Read>;
  readonly children: (read: Read) => ReactNode;
};

export function ReadBack<Read>({ read, children }: ReadBackProps<Read>) {
  const { loyalty } = useWords();
  return (
    <div
      aria-live="polite"
      className="rounded-lg bg-paper p-5 shadow-rest md:p-6"
      data-part="read-back"
    >
      <p className="text-ink-soft text-sm">{loyalty.understood}</p>
      {read.data === undefined ? (
        <p className="mt-1">{read.isError ? loyalty.notYet : '…'}</p>
      ) : (
        children(read.data)
      )}
    </div>
  );
}
