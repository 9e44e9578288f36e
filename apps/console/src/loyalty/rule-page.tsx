// One earning rule: what it says, where it stands, what it meets; and the form that writes it.
import { answerOf } from '@engawa/client';
import { Answered } from '@engawa/ui/work';
import { useQuery } from '@tanstack/react-query';
import { useParams } from 'react-router';
import { api } from '../api.ts';
import { NotFoundPage } from '../frame/not-found-page.tsx';
import { Kept } from '../parts/kept.tsx';
import { Page, Section } from '../parts/page.tsx';
import { useMay } from '../staff/use-may.ts';
import { useSpeech, useWords } from '../words/words.ts';
import { RuleEditor } from './rule-editor.tsx';
import { ConflictsMet, Life, type SettingMove } from './setting-life.tsx';
import { rulesQuery } from './settings-query.ts';
import type { EarningRule } from './terms.ts';

export function NewRulePage() {
  const { earning } = useWords();
  return (
    <Page back="/loyalty" lead={earning.newRuleLead} title={earning.newRule}>
      <RuleEditor />
    </Page>
  );
}

export function RulePage() {
  const { ruleId = '' } = useParams();
  const rules = useQuery(rulesQuery);
  return (
    <Answered query={rules}>
      {(data) => {
        const rule = data.rules.find(({ id }) => id === ruleId);
        return rule === undefined ? <NotFoundPage /> : <Detail key={ruleId} rule={rule} />;
      }}
    </Answered>
  );
}

function Detail({ rule }: { readonly rule: EarningRule }) {
  const { earning, loyalty } = useWords();
  const { language } = useSpeech();
  const mayWrite = useMay('loyalty');
  const said = (of: { readonly sentenceJa: string; readonly sentenceEn: string }) =>
    language === 'en' ? of.sentenceEn : of.sentenceJa;
  const move = (to: SettingMove) =>
    answerOf(
      api.POST('/api/loyalty/rules/{ruleId}/state', {
        params: {
          path: { ruleId: rule.id },
          header: { 'idempotency-key': crypto.randomUUID() },
        },
        body: { to },
      }),
    );
  return (
    <Page
      back="/loyalty"
      lead={rule.code}
      title={language === 'en' ? (rule.nameEn ?? rule.nameJa) : rule.nameJa}
    >
      <Life move={move} setting={rule} />
      <Section title={loyalty.understood}>
        <div className="rounded-lg bg-paper p-5 shadow-rest md:p-6">
          <p className="font-bold text-lg">{said(rule)}</p>
          {rule.next !== null && (
            <p className="mt-2">
              <span className="text-ink-soft text-sm">{earning.nextSays}</span> {said(rule.next)}
            </p>
          )}
          <ConflictsMet conflicts={rule.conflicts} to="rules" />
        </div>
      </Section>
      {mayWrite && rule.state !== 'ended' && (
        <Section title={earning.edit}>
          <p className="-mt-2 mb-4 text-ink-soft">{earning.editLead}</p>
          <Kept by={rule.changedBy} known={rule} versionOf={({ changedAt }) => changedAt}>
            {(base, take) => <RuleEditor key={base.changedAt} known={base} onSaved={take} />}
          </Kept>
        </Section>
      )}
    </Page>
  );
}
