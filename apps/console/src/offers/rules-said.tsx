// Rules as the server reads them: when, what, up to where; and what they meet in a basket.
import type { Answer } from '@engawa/client';
import { wordFor } from '@engawa/ui/work';
import { TextLink } from '../parts/text-link.tsx';
import { useSpeech, useWords } from '../words/words.ts';

type Said = Answer<'/api/offers/promotions/{promotionId}'>['rules'];

export function RulesSaid({ rules }: { readonly rules: Said }) {
  const { offers } = useWords();
  const { language } = useSpeech();
  const lists = [
    [offers.when, rules.conditions, offers.always],
    [offers.what, rules.benefits, ''],
    [offers.limits, rules.limits, offers.noLimits],
  ] as const;
  return (
    <div className="rounded-lg bg-paper p-5 shadow-rest md:p-6">
      <dl className="space-y-4">
        {lists.map(([name, sentences, none]) => (
          <div key={name}>
            <dt className="text-ink-soft text-sm">{name}</dt>
            {sentences.length === 0 && <dd>{none}</dd>}
            {sentences.map((each) => (
              <dd className={name === offers.what ? 'font-bold text-lg' : ''} key={each.ja}>
                {each[language]}
              </dd>
            ))}
          </div>
        ))}
      </dl>
      <h3 className="mt-5 text-ink-soft text-sm">{offers.meets}</h3>
      {rules.neighbours.length === 0 ? (
        <p>{offers.meetsNone}</p>
      ) : (
        <ul>
          {rules.neighbours.map(({ id, nameJa, nameEn, how }) => (
            <li className="flex flex-wrap items-baseline gap-x-3" key={id}>
              <TextLink to={`/offers/${id}`}>
                {language === 'en' ? (nameEn ?? nameJa) : nameJa}
              </TextLink>
              <span className="text-ink-soft text-sm">{wordFor(offers.how, how)}</span>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
