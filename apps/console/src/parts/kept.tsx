// What is being edited stays what it was when it was opened: a colleague who saves meanwhile is told of, and takes nothing
// out of the fields. The newer one is loaded when she says so; saving over it is refused by the house.
import { Button } from '@engawa/ui/work';
import { type ReactNode, useState } from 'react';
import { useWords } from '../words/words.ts';
import { isNewer, type Version } from './newer.ts';

type Props<Known> = {
  readonly known: Known;
  /** It grows with each wording. */
  readonly versionOf: (known: Known) => Version;
  /** Name of who wrote `known`; null where nobody can be named. */
  readonly by: string | null;
  /** The editor of `base`; `take` puts what was just saved in its place. */
  readonly children: (base: Known, take: (saved: Known) => void) => ReactNode;
};

export function Kept<Known>({ known, versionOf, by, children }: Props<Known>) {
  const { common } = useWords();
  const [base, setBase] = useState({ known });
  const take = (newer: Known) => setBase({ known: newer });
  return (
    <>
      {isNewer(versionOf(known), versionOf(base.known)) && (
        <div
          className="mb-4 flex flex-wrap items-center gap-3 rounded-md border-2 border-kaki bg-kaki-mist p-4"
          data-part="newer"
          role="alert"
        >
          <p className="min-w-60 flex-1">{common.changedBy(by)}</p>
          <Button data-act="load-newer" onClick={() => take(known)}>
            {common.loadNewer}
          </Button>
        </div>
      )}
      {children(base.known, take)}
    </>
  );
}
