// What a promotion did: those who saw it beside those who were held out.
import { type Answer, answerOf } from '@engawa/client';
import { formatCount, formatMoney } from '@engawa/ui';
import { Answered } from '@engawa/ui/work';
import { useQuery } from '@tanstack/react-query';
import { api } from '../api.ts';
import { type Column, DataTable } from '../parts/data-table.tsx';
import { Facts } from '../parts/page.tsx';
import { useSpeech, useWords } from '../words/words.ts';

type Told = Answer<'/api/orders/promotions/{promotionId}/results'>;

export function Results({
  promotionId,
  currency,
}: {
  readonly promotionId: string;
  readonly currency: string;
}) {
  const { offers } = useWords();
  const results = useQuery({
    queryKey: ['offers', 'results', promotionId],
    queryFn: () =>
      answerOf(
        api.GET('/api/orders/promotions/{promotionId}/results', {
          params: { path: { promotionId } },
        }),
      ),
  });
  return (
    <Answered query={results}>
      {(told) =>
        told.uses + told.heldOut.orders === 0 ? (
          <p className="text-ink-soft">{offers.resultsNone}</p>
        ) : (
          <div className="space-y-6">
            <Lift currency={currency} told={told} />
            <Groups currency={currency} told={told} />
          </div>
        )
      }
    </Answered>
  );
}

type Props = { readonly told: Told; readonly currency: string };

function Lift({ told, currency }: Props) {
  const { offers } = useWords();
  const { language } = useSpeech();
  const { returnLiftBp, registerLiftBp, spendLiftMinor } = told;
  const sign = (value: number) => (value > 0 ? '+' : '');
  const points = (bp: number | null) =>
    bp === null ? offers.liftNone : offers.points(`${sign(bp)}${(bp / 100).toFixed(1)}`);
  return (
    <Facts
      facts={[
        { name: offers.uses, value: formatCount(told.uses) },
        { name: offers.discount, value: formatMoney(told.discountMinor, currency, language) },
        { name: offers.lift, value: points(returnLiftBp) },
        { name: offers.registerLift, value: points(registerLiftBp) },
        {
          name: offers.spendLift,
          value:
            spendLiftMinor === null
              ? offers.liftNone
              : `${sign(spendLiftMinor)}${formatMoney(spendLiftMinor, currency, language)}`,
        },
      ]}
    />
  );
}

type Row = { readonly name: string; readonly seen: string; readonly heldOut: string };

/** So many, and which share of them all that is. */
function shareOf(part: number, whole: number): string {
  return whole === 0
    ? formatCount(part)
    : `${formatCount(part)} (${((100 * part) / whole).toFixed(1)}%)`;
}

function Groups({ told: { seen, heldOut }, currency }: Props) {
  const { offers } = useWords();
  const { language } = useSpeech();
  const counted = (name: string, of: (group: Told['seen']) => number): Row => ({
    name,
    seen: formatCount(of(seen)),
    heldOut: formatCount(of(heldOut)),
  });
  const shared = (name: string, of: (group: Told['seen']) => number): Row => ({
    name,
    seen: shareOf(of(seen), seen.people),
    heldOut: shareOf(of(heldOut), heldOut.people),
  });
  const rows: readonly Row[] = [
    counted(offers.people, (group) => group.people),
    counted(offers.newPeople, (group) => group.newPeople),
    shared(offers.registered, (group) => group.registered),
    shared(offers.cameBack, (group) => group.cameBack),
    {
      name: offers.laterMinor,
      seen: formatMoney(seen.laterMinor, currency, language),
      heldOut: formatMoney(heldOut.laterMinor, currency, language),
    },
  ];
  const columns: readonly Column<Row>[] = [
    { name: offers.results, isHead: true, render: ({ name }) => name },
    { name: offers.seen, isNumber: true, render: (row) => row.seen },
    { name: offers.heldOut, isNumber: true, render: (row) => row.heldOut },
  ];
  return (
    <DataTable caption={offers.results} columns={columns} keyOf={({ name }) => name} rows={rows} />
  );
}
