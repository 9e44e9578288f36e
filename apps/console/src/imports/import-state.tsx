import { Badge } from '@engawa/ui';
import { wordFor } from '@engawa/ui/work';
import { useWords } from '../words/words.ts';

export function ImportState({ state }: { readonly state: string }) {
  const words = useWords();
  const isTrouble = state === 'failed' || state === 'stopped';
  return (
    <Badge tone={isTrouble ? 'now' : state === 'running' ? 'here' : 'quiet'}>
      {wordFor(words.imports.states, state)}
    </Badge>
  );
}

/** While a file is being read, its counts are asked for again and again. */
export const runningRefreshMs = 1000;
