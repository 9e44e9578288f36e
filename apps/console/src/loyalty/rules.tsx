// Earning rules: each as the sentence that customers read, with its switch; and a new one, read back while it is written.
import { type Answer, answerOf } from '@engawa/client';
import { Badge } from '@engawa/ui';
import { Answered, Button } from '@engawa/ui/work';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { api } from '../api.ts';
import { Outcome } from '../parts/form.tsx';
import { useMay } from '../staff/use-may.ts';
import { useSpeech, useWords } from '../words/words.ts';
import { NewRule } from './new-rule.tsx';
import { rulesKey } from './rules-key.ts';

type Rule = Answer<'/api/loyalty/rules'>['rules'][number];

export function Rules() {
  const { loyalty } = useWords();
  const mayWrite = useMay('loyalty');
  const rules = useQuery({
    queryKey: rulesKey,
    queryFn: () => answerOf(api.GET('/api/loyalty/rules')),
  });
  return (
    <>
      <Answered query={rules}>
        {(data) =>
          data.rules.length === 0 ? (
            <p className="mb-6 text-ink-soft">{loyalty.noRules}</p>
          ) : (
            <ul className="mb-6 space-y-3">
              {data.rules.map((rule) => (
                <RuleCard key={rule.id} mayWrite={mayWrite} rule={rule} />
              ))}
            </ul>
          )
        }
      </Answered>
      {mayWrite && <NewRule />}
    </>
  );
}

function RuleCard({ rule, mayWrite }: { readonly rule: Rule; readonly mayWrite: boolean }) {
  const { loyalty } = useWords();
  const { language } = useSpeech();
  const queries = useQueryClient();
  const name = language === 'en' ? (rule.nameEn ?? rule.nameJa) : rule.nameJa;
  const switching = useMutation({
    mutationFn: () => {
      const { id: ruleId, sentenceJa: _, sentenceEn: __, ...kept } = rule;
      const body = { ...kept, isActive: !rule.isActive };
      return answerOf(
        api.PUT('/api/loyalty/rules/{ruleId}', { params: { path: { ruleId } }, body }),
      );
    },
    onSuccess: () => queries.invalidateQueries({ queryKey: rulesKey }),
  });
  return (
    <li className="rounded-lg bg-paper p-5 shadow-rest md:p-6">
      <div className="flex flex-wrap items-center justify-between gap-3">
        <p className="min-w-0 font-bold">{name}</p>
        <Badge tone={rule.isActive ? 'here' : 'quiet'}>
          {rule.isActive ? loyalty.isOn : loyalty.isOff}
        </Badge>
      </div>
      <p className="mt-2">{language === 'en' ? rule.sentenceEn : rule.sentenceJa}</p>
      {mayWrite && (
        <Button
          aria-label={`${name}: ${rule.isActive ? loyalty.switchOff : loyalty.switchOn}`}
          className="mt-4"
          disabled={switching.isPending}
          onClick={() => switching.mutate()}
        >
          {rule.isActive ? loyalty.switchOff : loyalty.switchOn}
        </Button>
      )}
      <Outcome error={switching.error} />
    </li>
  );
}
