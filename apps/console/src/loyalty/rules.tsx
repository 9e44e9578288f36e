// Earning rules: each as the sentence that customers read, with where it stands.
import { Answered } from '@engawa/ui/work';
import { useQuery } from '@tanstack/react-query';
import { TextLink } from '../parts/text-link.tsx';
import { useMay } from '../staff/use-may.ts';
import { useSpeech, useWords } from '../words/words.ts';
import { Phase } from './setting-life.tsx';
import { rulesQuery } from './settings-query.ts';
import type { EarningRule } from './terms.ts';

export function Rules() {
  const { earning, loyalty } = useWords();
  const mayWrite = useMay('loyalty');
  const rules = useQuery(rulesQuery);
  return (
    <>
      <Answered query={rules}>
        {(data) =>
          data.rules.length === 0 ? (
            <p className="text-ink-soft">{loyalty.noRules}</p>
          ) : (
            <ul className="space-y-3">
              {data.rules.map((rule) => (
                <RuleLine key={rule.id} rule={rule} />
              ))}
            </ul>
          )
        }
      </Answered>
      {mayWrite && (
        <p className="mt-5">
          <TextLink to="/loyalty/rules/new">{earning.newRule}</TextLink>
        </p>
      )}
    </>
  );
}

function RuleLine({ rule }: { readonly rule: EarningRule }) {
  const { language } = useSpeech();
  const name = language === 'en' ? (rule.nameEn ?? rule.nameJa) : rule.nameJa;
  return (
    <li className="rounded-lg bg-paper p-5 shadow-rest md:p-6">
      <div className="flex flex-wrap items-center justify-between gap-3">
        <span className="min-w-0 font-bold">
          <TextLink to={`/loyalty/rules/${rule.id}`}>{name}</TextLink>
        </span>
        <Phase setting={rule} />
      </div>
      <p className="mt-2">{language === 'en' ? rule.sentenceEn : rule.sentenceJa}</p>
    </li>
  );
}
