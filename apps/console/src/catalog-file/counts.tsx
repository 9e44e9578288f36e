import { formatCount } from '@engawa/ui';
import { Facts } from '../parts/page.tsx';
import { useWords } from '../words/words.ts';
import type { Upload } from './take-in.tsx';

/** How many rows make, change, leave and cannot be taken. */
export function Counts({ run }: { readonly run: NonNullable<Upload['run']> }) {
  const say = useWords().catalogFile;
  const counts = [
    [say.made, run.created],
    [say.changed, run.accepted - run.created],
    [say.same, run.unchanged],
    [say.refused, run.rejected],
  ] as const;
  return (
    <Facts
      facts={counts.map(([name, count]) => ({
        name,
        value: (
          <span
            className={`font-bold text-xl ${name === say.refused && count > 0 ? 'text-kaki' : ''}`}
          >
            {formatCount(count)}
          </span>
        ),
      }))}
    />
  );
}
