// How far the ordering is: details, confirm, done.
import { useWords } from '../words/use-words.ts';

const steps = ['form', 'confirm', 'done'] as const;

export function Steps({ current }: { readonly current: (typeof steps)[number] }) {
  const words = useWords();
  return (
    <ol className="my-4 flex gap-2 text-sm">
      {steps.map((step, index) => (
        <li
          key={step}
          aria-current={step === current ? 'step' : undefined}
          className="flex-1 border-t-4 border-line pt-1 text-ink-soft aria-[current=step]:border-ai aria-[current=step]:font-bold aria-[current=step]:text-ai"
        >
          {index + 1}. {words.checkout.step[step]}
        </li>
      ))}
    </ol>
  );
}
