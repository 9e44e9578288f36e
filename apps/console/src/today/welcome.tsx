// What a newcomer sees before anything has happened: three first steps, in order.
import { Mark } from '@engawa/ui';
import { TextLink } from '../parts/text-link.tsx';
import { useWords } from '../words/words.ts';

export function Welcome() {
  const words = useWords();
  return (
    <section className="rounded-lg bg-paper p-6 shadow-rest md:p-10">
      <Mark className="size-14" />
      <h2 className="mt-4 font-bold text-xl">{words.today.welcome}</h2>
      <p className="mt-2 max-w-prose text-ink-soft">{words.today.welcomeLead}</p>
      <ol className="mt-8 grid gap-6 lg:grid-cols-3">
        {words.today.first.map(({ title, text, link, to }, index) => (
          <li className="border-line border-t pt-4" key={to}>
            <p className="text-kaki text-sm">{index + 1}</p>
            <h3 className="font-bold">{title}</h3>
            <p className="mt-1 mb-3 text-sm">{text}</p>
            <TextLink to={to}>{link}</TextLink>
          </li>
        ))}
      </ol>
    </section>
  );
}
