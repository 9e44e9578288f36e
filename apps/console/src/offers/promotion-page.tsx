// One promotion: what it says, where it stands, what it meets, what it has given, and what came of it beside those who
// never saw it.
import { answerOf } from '@engawa/client';
import { formatCount, formatMoney } from '@engawa/ui';
import { Answered, Button, wordFor } from '@engawa/ui/work';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useParams } from 'react-router';
import { api } from '../api.ts';
import { Outcome } from '../parts/form.tsx';
import { Facts, Page, Section } from '../parts/page.tsx';
import { Stamp } from '../parts/stamp.tsx';
import { TextLink } from '../parts/text-link.tsx';
import { useMay } from '../staff/use-may.ts';
import { useSpeech, useWords } from '../words/words.ts';
import { CodesAndCoupons } from './codes-and-coupons.tsx';
import { type Move, movesOf, stateOf } from './promotion-state.ts';
import { Results } from './results.tsx';
import { RulesSaid } from './rules-said.tsx';
import type { Promotion } from './terms.ts';
import { LastMonth } from './try-terms.tsx';

export function promotionQuery(promotionId: string) {
  return {
    queryKey: ['offers', 'promotion', promotionId],
    queryFn: () =>
      answerOf(
        api.GET('/api/offers/promotions/{promotionId}', { params: { path: { promotionId } } }),
      ),
  };
}

export function PromotionPage() {
  const words = useWords();
  const { language } = useSpeech();
  const { promotionId = '' } = useParams();
  const promotion = useQuery(promotionQuery(promotionId));
  const { data } = promotion;
  const name = language === 'en' ? (data?.nameEn ?? data?.nameJa) : data?.nameJa;
  return (
    <Page back="/offers" lead={data?.code} title={name ?? words.pages.offers}>
      <Answered query={promotion}>{(found) => <Detail promotion={found} />}</Answered>
    </Page>
  );
}

function Detail({ promotion }: { readonly promotion: Promotion }) {
  const { codes, offers } = useWords();
  const { language } = useSpeech();
  const mayWrite = useMay('offers');
  const { terms, uses, spentMinor, validFrom, validUntil } = promotion;
  const yen = (minor: number) => formatMoney(minor, terms.currency, language);
  return (
    <>
      <Facts
        facts={[
          { name: offers.state, value: wordFor(offers.states, stateOf(promotion)) },
          { name: offers.uses, value: formatCount(uses) },
          { name: offers.used, value: yen(spentMinor) },
          {
            name: offers.budget,
            value: terms.budgetMinor === undefined ? offers.noLimits : yen(terms.budgetMinor),
          },
          {
            name: offers.from,
            value: validFrom === null ? offers.open : <Stamp iso={validFrom} />,
          },
          {
            name: offers.until,
            value: validUntil === null ? offers.open : <Stamp iso={validUntil} />,
          },
          { name: offers.stacking, value: wordFor(offers.stackings, terms.stacking) },
          { name: offers.lane, value: wordFor(offers.lanes, terms.lane) },
        ]}
      />
      {terms.budgetMinor !== undefined && (
        <Budget limitMinor={terms.budgetMinor} spentMinor={spentMinor} />
      )}
      {mayWrite ? <Moves promotion={promotion} /> : <p className="mt-4">{offers.readOnly}</p>}
      <Section title={offers.says}>
        <RulesSaid rules={promotion.rules} />
      </Section>
      {mayWrite && promotion.state !== 'ended' && (
        <Section title={offers.simulateTitle}>
          <LastMonth terms={terms} />
        </Section>
      )}
      <Section title={codes.title}>
        <CodesAndCoupons mayWrite={mayWrite} promotion={promotion} />
      </Section>
      <Section title={offers.results}>
        <Results currency={terms.currency} promotionId={promotion.id} />
      </Section>
      <Section title={offers.versions}>
        <Versions promotion={promotion} />
      </Section>
    </>
  );
}

function Budget({
  limitMinor,
  spentMinor,
}: {
  readonly limitMinor: number;
  readonly spentMinor: number;
}) {
  const { offers } = useWords();
  return (
    <meter
      aria-label={offers.budget}
      className="mt-4 h-3 w-full"
      max={limitMinor}
      value={Math.min(limitMinor, spentMinor)}
    />
  );
}

function Moves({ promotion }: { readonly promotion: Promotion }) {
  const { offers } = useWords();
  const queries = useQueryClient();
  const moving = useMutation({
    mutationFn: (to: Move) =>
      answerOf(
        api.POST('/api/offers/promotions/{promotionId}/state', {
          params: {
            path: { promotionId: promotion.id },
            header: { 'idempotency-key': crypto.randomUUID() },
          },
          body: { to },
        }),
      ),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['offers'] }),
  });
  return (
    <div className="mt-4">
      <div className="flex flex-wrap items-center gap-3">
        {movesOf(promotion).map((move) => (
          <Button
            data-act={move}
            disabled={moving.isPending}
            key={move}
            look={move === 'approve' || move === 'propose' ? 'main' : 'quiet'}
            onClick={() => moving.mutate(move)}
          >
            {wordFor(offers.moves, move)}
          </Button>
        ))}
        {promotion.state !== 'ended' && (
          <TextLink to={`/offers/${promotion.id}/edit`}>{offers.edit}</TextLink>
        )}
      </div>
      <Outcome done={moving.isSuccess ? offers.moved : undefined} error={moving.error} />
    </div>
  );
}

function Versions({ promotion }: { readonly promotion: Promotion }) {
  const { offers } = useWords();
  return (
    <ul className="space-y-2">
      {promotion.versions.map((each) => (
        <li className="rounded-md bg-paper p-4 shadow-rest" key={each.version}>
          <span className="font-bold">{offers.version(each.version)}</span>{' '}
          <span className="text-ink-soft text-sm">
            {offers.writtenBy}: <Stamp iso={each.writtenAt} /> {offers.approvedBy}:{' '}
            {each.approvedAt === null ? offers.notApproved : <Stamp iso={each.approvedAt} />}
          </span>
        </li>
      ))}
    </ul>
  );
}
