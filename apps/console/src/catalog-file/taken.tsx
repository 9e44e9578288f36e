// What a file did.
import { TextLink } from '../parts/text-link.tsx';
import { useWords } from '../words/words.ts';
import { Counts } from './counts.tsx';
import { Refused } from './refused.tsx';
import type { Upload } from './take-in.tsx';

export function Taken({ run }: { readonly run: NonNullable<Upload['run']> }) {
  const say = useWords().catalogFile;
  const isDone = run.state === 'finished';
  return (
    <div>
      <p aria-live="polite" className={`mb-4 font-bold ${isDone ? 'text-ai' : 'text-kaki'}`}>
        {isDone ? say.done : (run.failure ?? say.stopped)}
      </p>
      <Counts run={run} />
      <p className="mt-4">
        <TextLink to={`/imports/${run.id}`}>{say.report}</TextLink>
      </p>
      {run.rejected > 0 && <Refused run={run} />}
    </div>
  );
}
