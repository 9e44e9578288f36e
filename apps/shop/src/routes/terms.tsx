// 特定商取引法に基づく表記: who sells, what delivery costs, when it is paid, and what can be given back.
import { formatMoney, useLanguage } from '@engawa/ui';
import type { ReactNode } from 'react';
import { type LoaderFunctionArgs, useLoaderData } from 'react-router';
import type { TermsPage } from '../../../../server/storefront/contract-delivery.ts';
import { openPage } from '../context.ts';
import { PageHead } from '../parts/page-head.tsx';
import { ReturnTerms } from '../parts/return-terms.tsx';
import { deliveryWords } from '../words/delivery.ts';

export async function loader(args: LoaderFunctionArgs) {
  const { storefront, visitor } = openPage(args);
  return storefront.terms(visitor);
}

export default function Terms() {
  const page = useLoaderData<typeof loader>();
  const words = deliveryWords(useLanguage());
  return (
    <div className="mx-auto max-w-2xl pt-6">
      <PageHead title={words.terms} description={words.lead} />
      <h1 className="text-2xl font-bold">{words.terms}</h1>
      <p className="mt-2 text-ink-soft">{words.lead}</p>
      <dl className="mt-6 rounded-lg bg-paper p-5 shadow-rest md:p-8">
        <Row name={words.seller}>{page.seller}</Row>
        {page.address === null ? null : <Row name={words.address}>{page.address}</Row>}
        {page.phone === null ? null : <Row name={words.phone}>{page.phone}</Row>}
        {page.invoiceNumber === null ? null : (
          <Row name={words.invoiceNumber}>{page.invoiceNumber}</Row>
        )}
        <Row name={words.price}>{words.priceMore}</Row>
        <Row name={words.fees}>
          <Fees delivery={page.delivery} />
        </Row>
        <Row name={words.payment}>
          {page.paysByCard ? <p>{words.card}</p> : null}
          <p>{words.cash}</p>
        </Row>
        <Row name={words.handing}>
          {page.delivers ? <p>{words.sent}</p> : null}
          <p>{words.picked}</p>
        </Row>
        <Row name={words.returns}>
          {page.returns.isOffered ? null : <p>{words.noReturns}</p>}
          <p>{words.feeBack}</p>
        </Row>
      </dl>
      {page.returns.isOffered ? (
        <div className="mt-6">
          <ReturnTerms terms={page.returns} />
        </div>
      ) : null}
    </div>
  );
}

function Row({ name, children }: { readonly name: string; readonly children: ReactNode }) {
  return (
    <div className="flex flex-col border-b border-line py-3 last:border-0 md:flex-row md:gap-6">
      <dt className="w-40 shrink-0 font-bold">{name}</dt>
      <dd className="min-w-0 space-y-2 break-words">{children}</dd>
    </div>
  );
}

function Fees({ delivery }: Pick<TermsPage, 'delivery'>) {
  const language = useLanguage();
  const words = deliveryWords(language);
  if (delivery === null) {
    return <p>{words.noFees}</p>;
  }
  const { fees, currency, freeFromMinor, islandMinor, isIslandFree } = delivery;
  const money = (minor: number) =>
    minor === 0 ? words.free : formatMoney(minor, currency, language);
  return (
    <>
      <h2 className="font-bold">{words.fee}</h2>
      {fees.length === 1 && fees[0] !== undefined ? (
        <p>
          {words.whole} {money(fees[0].feeMinor)}
        </p>
      ) : (
        <ul className="divide-y divide-line">
          {fees.map(({ feeMinor, prefectures }) => (
            <li key={feeMinor} className="py-2">
              <span className="font-bold">{money(feeMinor)}</span>
              <span className="block text-ink-soft text-sm">
                {prefectures.map((each) => each[language]).join(language === 'ja' ? '・' : ', ')}
              </span>
            </li>
          ))}
        </ul>
      )}
      {freeFromMinor === null ? null : (
        <p>{words.freeFrom(formatMoney(freeFromMinor, currency, language))}</p>
      )}
      {islandMinor === 0 ? null : (
        <p>
          {words.island(formatMoney(islandMinor, currency, language))}
          {freeFromMinor === null
            ? null
            : ` ${isIslandFree ? words.islandFree : words.islandAlways}`}
        </p>
      )}
      <p>{words.once}</p>
      <p>{words.collected}</p>
    </>
  );
}
