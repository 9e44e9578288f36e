// Until when somebody of headquarters has to set up the second factor; nothing for everybody else.
import { Link } from 'react-router';
import { useWords } from '../words/words.ts';
import { useMe } from './use-may.ts';

export function FactorDue() {
  const words = useWords();
  const dueAt = useMe()?.secondFactor.dueAt ?? null;
  if (dueAt === null) {
    return null;
  }
  const day = new Intl.DateTimeFormat(words.lang, { month: 'long', day: 'numeric' }).format(
    new Date(dueAt),
  );
  return (
    <p className="mb-6 flex flex-wrap items-baseline gap-x-4 gap-y-1 rounded-md bg-ai-mist px-4 py-3 text-ai-deep">
      <span>{words.secondFactor.due(day)}</span>
      <Link className="font-bold underline underline-offset-4" to="/second-factor">
        {words.secondFactor.go}
      </Link>
    </p>
  );
}
