// 領収書 from her order's page: by its secret link, or as hers who is signed in (what a till sold on her card).
import { formatId, tryParseId } from '#kernel/ids';
import { issueNamedReceipt, type NamedReceipt, showNamedReceipt, viewNamedReceipts } from '#orders';
import type { Refused, Visitor } from './contract.ts';
import type {
  NamedReceiptLine,
  PrintedReceipt,
  ReceiptsPage,
  ReceiptWish,
} from './contract-receipts.ts';
import { withHerOrder } from './her-order.ts';
import type { HouseWindow } from './house-window.ts';
import { saying } from './refused.ts';
import { readSignedId, signedId } from './signed-id.ts';

const use = 'named_receipt';

const toLengthMax = 60;
const purposeLengthMax = 60;

export function viewReceipts(
  window: HouseWindow,
  visitor: Visitor,
  typedId: string,
  token: string,
): Promise<ReceiptsPage | undefined> {
  return withHerOrder(window, visitor, typedId, token, async (tx, orderId) => {
    const found = await viewNamedReceipts(tx, orderId);
    return found === undefined
      ? undefined
      : {
          orderId: typedId,
          number: found.receipt.number,
          totalMinor: found.receipt.totalMinor,
          currency: found.receipt.currency,
          named: found.named.map(toLine),
          leftMinor: found.leftMinor,
          formId: signedId(tx.masters, 'namedReceipt', use),
        };
  });
}

function toLine(named: NamedReceipt): NamedReceiptLine {
  const { id, position, to, amountMinor, issuedAt, timesShown } = named;
  return { id: formatId('namedReceipt', id), position, to, amountMinor, issuedAt, timesShown };
}

const stale = {
  ja: 'このページは古くなりました。開き直して、もう一度お試しください。',
  en: 'This page is out of date. Please open it again and try once more.',
} as const;
const unnamed = {
  ja: '宛名をお書きください。',
  en: 'Please say to whom it is made out.',
} as const;
const notHers = { ja: 'ご注文が見つかりません。', en: 'There is no such order.' } as const;

/** Why not; undefined when all went well. The same form sent again makes out nothing more. */
export async function issueReceiptFromForm(
  window: HouseWindow,
  visitor: Visitor,
  typedId: string,
  token: string,
  { formId, to, purpose, amountMinor }: ReceiptWish,
): Promise<Refused | undefined> {
  const { language } = visitor;
  const id = readSignedId(window.house.db.masters, 'namedReceipt', use, formId);
  if (id === undefined) {
    return { refused: stale[language] };
  }
  const wish = {
    id,
    to: tidy(to).slice(0, toLengthMax),
    purpose: tidy(purpose).slice(0, purposeLengthMax),
    amountMinor: Number.isInteger(amountMinor) ? amountMinor : 0,
  };
  if (wish.to === '') {
    return { refused: unnamed[language], field: 'to' };
  }
  const made = await saying(language, () =>
    withHerOrder(window, visitor, typedId, token, (tx, orderId) =>
      issueNamedReceipt(tx, orderId, wish),
    ),
  );
  if (made === undefined) {
    return { refused: notHers[language] };
  }
  return 'refused' in made ? made : undefined;
}

function tidy(text: string): string {
  return text
    .normalize('NFC')
    .replaceAll(/[\p{Cc}\p{Cf}]+/gu, ' ')
    .trim();
}

/** Counted as shown; undefined when it is not hers. */
export function printReceipt(
  window: HouseWindow,
  visitor: Visitor,
  typedId: string,
  token: string,
  receiptId: string,
): Promise<PrintedReceipt | undefined> {
  const id = tryParseId('namedReceipt', receiptId);
  return withHerOrder(window, visitor, typedId, token, async (tx, orderId) => {
    const shown = id === undefined ? undefined : await showNamedReceipt(tx, orderId, id);
    const found = shown === undefined ? undefined : await viewNamedReceipts(tx, orderId);
    if (shown === undefined || found === undefined) {
      return undefined;
    }
    const { receipt } = found;
    return {
      ...toLine(shown),
      number: receipt.number,
      purpose: shown.purpose,
      currency: receipt.currency,
      paidOn: receipt.issuedAt,
      seller: receipt.seller.name,
      invoiceNumber: receipt.seller.invoiceNumber,
      place: receipt.place,
      rates: shown.rates,
      payments: shown.payments,
      needsStamp: shown.needsStamp,
    };
  });
}
