import { TextLink } from '../parts/text-link.tsx';
import { useWords } from '../words/words.ts';
import { Card } from './card.tsx';
import { usePath } from './use-overview.ts';

/** The first step that is not done; nothing once all are. */
export function NextStep() {
  const words = useWords();
  const path = usePath();
  const step = path.data?.steps.find(({ isDone }) => !isDone);
  if (step === undefined) {
    return null;
  }
  const { title, why } = words.today.path.steps[step.name];
  return (
    <Card action={<TextLink to="/house">{words.today.seePath}</TextLink>} title={words.today.next}>
      <p className="font-bold text-ai">{title}</p>
      <p className="mt-1 text-sm">{why}</p>
    </Card>
  );
}
