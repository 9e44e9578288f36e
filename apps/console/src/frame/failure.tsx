import { Failure as SharedFailure } from '@engawa/ui/work';
import { useWords } from '../words/words.ts';

export function Failure() {
  return <SharedFailure name={useWords().name} />;
}
