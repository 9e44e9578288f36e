// X and Z: what the till reckons, and whether the house reckons the same from the orders.
import { answerOf } from '@engawa/client';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { api } from '../api.ts';
import { useWords } from '../words/words.ts';
import type { DrawerSums } from './book/drawer.ts';
import { useMoney } from './parts/use-money.ts';

type ReportProps = { readonly drawerId: string; readonly sums: DrawerSums };

export function Report({ drawerId, sums }: ReportProps) {
  const words = useWords().till;
  const say = words.drawer;
  const money = useMoney();
  return (
    <>
      <dl data-expected={sums.expectedMinor} data-net={sums.netMinor}>
        <Row name={say.float}>{money(sums.floatMinor)}</Row>
        <Row name={`${say.sales} ${sums.sales}`}>{money(sums.soldMinor)}</Row>
        <Row name={`${say.returns} ${sums.returns}`}>{money(sums.returnedMinor)}</Row>
        <Row isMain name={say.net}>
          {money(sums.netMinor)}
        </Row>
        {Object.entries(sums.methods).map(([method, amountMinor]) => (
          <Row key={method} name={words.payment.methods[method] ?? method}>
            {money(amountMinor)}
          </Row>
        ))}
        <Row name={say.paidIn}>{money(sums.paidInMinor)}</Row>
        <Row name={say.paidOut}>{money(-sums.paidOutMinor)}</Row>
        <Row isMain name={say.expected}>
          {money(sums.expectedMinor)}
        </Row>
      </dl>
      <h3 className="mt-4 mb-1 text-ink-soft text-sm">{say.clerks}</h3>
      <dl>
        {Object.entries(sums.clerks).map(([clerk, amountMinor]) => (
          <Row key={clerk} name={clerk === '' ? say.nobody : clerk}>
            {money(amountMinor)}
          </Row>
        ))}
      </dl>
      <House drawerId={drawerId} sums={sums} />
    </>
  );
}

function House({ drawerId, sums }: ReportProps) {
  const words = useWords().till.drawer;
  const money = useMoney();
  const report = useQuery({
    queryKey: ['till', 'report', drawerId, sums],
    queryFn: async () => {
      const params = { path: { drawerId } };
      return answerOf(api.GET('/api/tills/drawers/{drawerId}/report', { params }));
    },
    retry: false,
  });
  if (report.data === undefined) {
    return <p className="mt-4 text-ink-soft text-sm">{words.houseAway}</p>;
  }
  const { netMinor, expectedMinor, sales } = report.data;
  const agrees = netMinor === sums.netMinor && expectedMinor === sums.expectedMinor;
  return (
    <div className="mt-4 rounded-lg bg-washi p-4" data-agrees={agrees}>
      <dl>
        <Row name={`${words.house}: ${words.net} ${sales}`}>{money(netMinor)}</Row>
      </dl>
      <p className={agrees ? 'text-ai' : 'font-bold text-kaki'}>
        {agrees ? words.agrees : words.differs}
        {sums.waiting > 0 && ` ${words.waiting(sums.waiting)}`}
      </p>
    </div>
  );
}

type RowProps = { readonly name: string; readonly children: ReactNode; readonly isMain?: boolean };

export function Row({ name, children, isMain = false }: RowProps) {
  return (
    <div
      className={`flex justify-between gap-4 border-line border-b py-1.5 ${isMain ? 'font-bold text-lg' : ''}`}
    >
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}
