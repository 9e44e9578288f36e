// 納品書: what lies in a parcel, for whoever opens it. No prices: it may be a present.
import { escapeHtml } from '#kernel/html';

export type Slip = {
  readonly number: string;
  readonly day: string;
  readonly seller: string;
  readonly place: string;
  readonly name: string;
  /** Of an order that comes in several parcels: which of how many; null where it comes in one. */
  readonly part: { readonly number: number; readonly of: number } | null;
  readonly lines: readonly { readonly name: string; readonly quantity: number }[];
};

export function packingSlip({ number, day, seller, place, name, part, lines }: Slip): string {
  const split =
    part === null
      ? ''
      : `<p>${part.of} 個口のうち ${part.number} 個目です。ほかの荷物は別の場所から届きます。</p>`;
  const rows = lines
    .map((line) => `<tr><td>${escapeHtml(line.name)}</td><td>${line.quantity}</td></tr>`)
    .join('');
  return `<!doctype html>
<html lang="ja"><head><meta charset="utf-8"><title>納品書 ${escapeHtml(number)}</title>
<style>
body { font-family: sans-serif; margin: 15mm; color: #222; line-height: 1.7 }
h1 { font-size: 18pt; letter-spacing: .3em } table { width: 100%; border-collapse: collapse; margin-top: 8mm }
th, td { border-bottom: 1px solid #999; padding: 2mm; text-align: left } td + td, th + th { text-align: right }
@media print { @page { size: A5; margin: 10mm } body { margin: 0 } }
</style></head><body>
<h1>納品書</h1>
<p>${escapeHtml(name)} 様</p>
<p>ご注文番号 ${escapeHtml(number)}<br>${escapeHtml(day)}<br>${escapeHtml(seller)} ${escapeHtml(place)}</p>${split}
<table><thead><tr><th>商品</th><th>数量</th></tr></thead><tbody>${rows}</tbody></table>
<p>お買い上げありがとうございます。</p>
</body></html>`;
}
