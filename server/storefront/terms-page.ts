// 特定商取引法に基づく表記 (11条): who sells, what it costs beside the goods and when it is paid, until when what can be given
// back. Told from what the house works by, so that the page never says another fee than the checkout takes.
import { type Tx, transaction } from '#kernel/transaction';
import { type DeliveryTerms, findDeliveryTerms, findReturnTerms } from '#orders';
import { capabilities, findSeller } from '#places';
import { hasCards } from './checkout.ts';
import type { Visitor } from './contract.ts';
import type { TermsPage } from './contract-delivery.ts';
import type { HouseWindow } from './house-window.ts';
import { prefectures } from './prefectures.ts';
import { sayTerms } from './returns-page.ts';

export function viewTerms(window: HouseWindow, { language }: Visitor): Promise<TermsPage> {
  const { house, web } = window;
  const delivers = (web.capabilities & (capabilities.delivers | capabilities.ships)) !== 0;
  return transaction(house.db, { readOnly: true, actor: 'guest' }, async (tx) => {
    const seller = await findSeller(tx, web.id);
    return {
      seller: (language === 'en' ? seller?.name_en : null) ?? seller?.name_ja ?? web.name_ja,
      address: web.address,
      phone: web.phone,
      invoiceNumber: seller?.invoice_number ?? null,
      paysByCard: hasCards(house),
      delivers,
      delivery: delivers ? await feesOf(tx, web) : null,
      returns: sayTerms(await findReturnTerms(tx), language),
    };
  });
}

async function feesOf(tx: Tx, web: HouseWindow['web']): Promise<TermsPage['delivery']> {
  const terms = await findDeliveryTerms(tx);
  return terms === null || terms.exemptPlaceIds.includes(web.id) || terms.currency !== web.currency
    ? null
    : toFees(terms);
}

function toFees(terms: DeliveryTerms): NonNullable<TermsPage['delivery']> {
  const { currency, feesMinor, freeFromMinor, islandCodes, islandMinor, isIslandFree } = terms;
  const byFee = Map.groupBy(prefectures, (_, at) => feesMinor[at] ?? 0);
  return {
    currency,
    fees: [...byFee].map(([feeMinor, of]) => ({ feeMinor, prefectures: of })),
    freeFromMinor,
    islandMinor: islandCodes.length === 0 ? 0 : islandMinor,
    isIslandFree,
  };
}
