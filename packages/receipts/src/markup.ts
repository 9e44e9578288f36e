// A receipt as receiptline markup: one text that every printer, the screen and the e-receipt are made of.
import type { PrintedWith, ReceiptToPrint } from './receipt.ts';
import { words } from './words.ts';

const rule = '---';

/** The whole receipt; a line of the text is a line of the paper. */
export function markupOf(receipt: ReceiptToPrint, printed: PrintedWith): string {
  const say = words[printed.language];
  const amount = amountIn(receipt.currency, printed.language);
  const lines = [
    ...headOf(receipt, printed),
    rule,
    ...linesOf(receipt, printed),
    rule,
    ...sumsOf(receipt, printed),
    rule,
    ...receipt.payments.map(({ method, amountMinor, tenderedMinor }) =>
      row(
        tenderedMinor === null
          ? asText(say.methods[method] ?? method)
          : `${say.tendered} ${asText(say.methods[method] ?? method)}`,
        amount(tenderedMinor ?? amountMinor),
      ),
    ),
    ...(receipt.payments.some(({ tenderedMinor }) => tenderedMinor !== null)
      ? [row(say.change, amount(receipt.changeMinor))]
      : []),
    ...(receipt.rates.some(({ isReduced }) => isReduced) ? ['', `${say.reduced} |`] : []),
    ...(printed.address === undefined
      ? []
      : ['', say.electronic, `{code:${printed.address};option:qrcode,4,M}`]),
    ...(printed.isPractice === true ? ['', `"${say.practice}`] : []),
    '=',
  ];
  return `${lines.join('\n')}\n`;
}

function headOf(receipt: ReceiptToPrint, printed: PrintedWith): string[] {
  const say = words[printed.language];
  const { seller, place, returns } = receipt;
  const has = (text: string | null | undefined, shape: (text: string) => string) =>
    text === null || text === undefined || text === '' ? [] : [shape(asText(text))];
  return [
    ...(printed.isPractice === true ? [`"${say.practice}`] : []),
    `^^^${say.titles[receipt.kind]}`,
    ...(printed.isCopy === true ? [say.copy] : []),
    ...has(printed.to, (text) => `_${say.to(text)}`),
    ...has(printed.for, say.for),
    '',
    `"${asText(place.name)}`,
    ...(seller.name === place.name ? [] : [asText(seller.name)]),
    ...has(place.address, (text) => text),
    ...has(place.phone, say.phone),
    ...has(seller.invoiceNumber, say.invoiceNumber),
    '',
    row(dateOf(receipt.issuedAt, printed), `No. ${asText(receipt.number)}`),
    ...(printed.till === undefined && printed.clerk === undefined
      ? []
      : [
          row(
            asText(printed.till ?? ''),
            printed.clerk === undefined ? '' : say.clerk(asText(printed.clerk)),
          ),
        ]),
    ...(returns === null ? [] : [`${say.returns(asText(returns.number), returns.day)} |`]),
  ];
}

function linesOf(receipt: ReceiptToPrint, { language }: PrintedWith): string[] {
  const say = words[language];
  const amount = amountIn(receipt.currency, language);
  return receipt.lines.flatMap((line) => {
    const isOne = Math.abs(line.quantity) === 1;
    const times = `  ${line.quantity} × ${amount(Number(line.unitPrice))}`;
    return [
      row(`${asText(line.name)}${line.mark}`, amount(line.amountMinor)),
      ...(isOne ? [] : [`${times} |`]),
      ...(line.discountMinor === 0 ? [] : [row(`  ${say.discount}`, amount(-line.discountMinor))]),
    ];
  });
}

function sumsOf(receipt: ReceiptToPrint, { language }: PrintedWith): string[] {
  const say = words[language];
  const amount = amountIn(receipt.currency, language);
  const pieces = receipt.lines.reduce((sum, { quantity }) => sum + Math.abs(quantity), 0);
  const percent = (rateBp: number) => String(rateBp / 100);
  return [
    `${say.pieces(String(Math.round(pieces * 1000) / 1000))} |`,
    ...(receipt.pointsMinor === 0 ? [] : [row(say.points, amount(-receipt.pointsMinor))]),
    ...(receipt.deliveryMinor === 0 ? [] : [row(say.delivery, amount(receipt.deliveryMinor))]),
    row(`^^^${say.total}`, `^^^${amount(receipt.totalMinor)}`),
    ...receipt.rates.flatMap(({ rateBp, isReduced, taxedMinor, taxMinor }) => [
      row(`  ${say.rate(percent(rateBp), isReduced ? '※' : '')}`, amount(taxedMinor)),
      row(`    (${say.tax}`, `${amount(taxMinor)})`),
    ]),
  ];
}

function row(left: string, right: string): string {
  return `${left} | ${right}`;
}

/** What receiptline would read as a sign of its own. */
function asText(text: string): string {
  return text.replaceAll(/[\\|{}~_"`^]/g, (sign) => `\\${sign}`).replaceAll(/\s+/g, ' ');
}

function dateOf(issuedAt: string, { language, timeZone }: PrintedWith): string {
  const format = new Intl.DateTimeFormat(language === 'ja' ? 'ja-JP' : 'en-GB', {
    timeZone,
    dateStyle: 'medium',
    timeStyle: 'short',
  });
  return format.format(new Date(issuedAt));
}

function amountIn(currency: string, language: 'ja' | 'en'): (amountMinor: number) => string {
  const format = new Intl.NumberFormat(language === 'ja' ? 'ja-JP' : 'en-GB', {
    style: 'currency',
    currency,
    currencyDisplay: 'narrowSymbol',
  });
  const { maximumFractionDigits: digits = 0 } = format.resolvedOptions();
  return (amountMinor) => format.format(amountMinor / 10 ** digits).replace('￥', '¥');
}
