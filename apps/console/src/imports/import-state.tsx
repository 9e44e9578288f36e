import { Badge } from '../parts/badge.tsx';
import { useWords, wordFor } from '../words/words.tsx';

export function ImportState({ state }: { readonly state: string }) {
  const words = useWords();
  const isTrouble = state === 'failed' || state === 'stopped';
  return (
    <Badge tone={isTrouble ? 'warning' : state === 'running' ? 'active' : 'calm'}>
      {wordFor(words.imports.states, state)}
    </Badge>
  );
}

/** While a file is being read, its counts are asked for again and again. */
export const runningRefreshMs = 1000;
