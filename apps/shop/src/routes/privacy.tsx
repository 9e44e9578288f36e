// Her decision whether she may be known, to look at and to change, and all that this shop keeps in her browser.

import { Link } from 'react-router';
import { useChoice } from '../moments/choice.ts';
import { ConsentButtons } from '../parts/consent-panel.tsx';
import { PageHead } from '../parts/page-head.tsx';
import { useWords } from '../words/use-words.ts';

export default function Privacy() {
  const words = useWords();
  const choice = useChoice();
  const { privacy } = words;
  return (
    <div className="mx-auto max-w-2xl pt-6">
      <PageHead title={privacy.title} description={privacy.lead} />
      <h1 className="text-2xl font-bold">{privacy.title}</h1>
      <p className="mt-2 text-ink-soft">{privacy.lead}</p>
      <section className="mt-8 rounded-lg bg-paper p-5 shadow-rest md:p-8">
        <h2 className="text-xl font-bold">{privacy.known}</h2>
        <p className="mt-2">{privacy.knownMore}</p>
        <h3 className="mt-5 font-bold">{privacy.what}</h3>
        <List items={privacy.kept} />
        <h3 className="mt-5 font-bold">{privacy.whatNot}</h3>
        <List items={privacy.notKept} />
        <p role="status" className="mt-5 min-h-7 border-t border-line pt-5 font-bold text-ai">
          {choice === null ? '' : privacy.now[choice]}
        </p>
        <ConsentButtons />
        <noscript>
          <p className="mt-3 text-sm text-ink-soft">{privacy.scripts}</p>
        </noscript>
      </section>
      <section className="mt-6 rounded-lg bg-paper p-5 shadow-rest md:p-8">
        <h2 className="text-xl font-bold">{privacy.needed}</h2>
        <p className="mt-2">{privacy.neededMore}</p>
        <dl className="mt-3">
          {privacy.cookies.map(({ name, use }) => (
            <div
              key={name}
              className="flex flex-col border-b border-line py-2 last:border-0 md:flex-row md:gap-4"
            >
              <dt className="w-40 shrink-0 font-bold">{name}</dt>
              <dd className="text-ink-soft">{use}</dd>
            </div>
          ))}
        </dl>
        <p className="mt-4">
          <Link to="/privacy/transmissions" className="text-ai underline underline-offset-4">
            {words.outside.title}
          </Link>
        </p>
      </section>
    </div>
  );
}

function List({ items }: { readonly items: readonly string[] }) {
  return (
    <ul className="mt-1 list-disc pl-6">
      {items.map((item) => (
        <li key={item}>{item}</li>
      ))}
    </ul>
  );
}
