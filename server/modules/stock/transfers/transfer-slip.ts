// 移動伝票: what lies in the box from shop to shop, with a code that opens it on the tablet of the other shop.
import { toString as drawQr } from 'qrcode';
import { escapeHtml } from '#kernel/html';

export type SlipToPrint = {
  readonly code: string;
  readonly from: string;
  readonly to: string;
  readonly lines: readonly {
    readonly code: string;
    readonly name: string;
    readonly quantity: number;
  }[];
};

/** A page of HTML, A5. */
export async function transferSlip({ code, from, to, lines }: SlipToPrint): Promise<string> {
  const qr = await drawQr(code, { type: 'svg', margin: 0, errorCorrectionLevel: 'M' });
  const rows = lines
    .map(
      (line) =>
        `<tr><td>${escapeHtml(line.code)}</td><td>${escapeHtml(line.name)}</td><td>${line.quantity}</td></tr>`,
    )
    .join('');
  return `<!doctype html>
<html lang="ja"><head><meta charset="utf-8"><title>移動伝票 ${escapeHtml(code)}</title>
<style>
body { font-family: sans-serif; margin: 15mm; color: #222; line-height: 1.6 }
h1 { font-size: 18pt; letter-spacing: .3em; margin: 0 } header { display: flex; justify-content: space-between }
svg { width: 32mm; height: 32mm } small { font-family: monospace }
table { width: 100%; border-collapse: collapse; margin-top: 8mm }
th, td { border-bottom: 1px solid #999; padding: 2mm; text-align: left } td:last-child, th:last-child { text-align: right }
@media print { @page { size: A5; margin: 10mm } body { margin: 0 } }
</style></head><body>
<header><div><h1>移動伝票</h1><p>${escapeHtml(from)} → <b>${escapeHtml(to)}</b></p>
<small>${escapeHtml(code)}</small></div>${qr}</header>
<table><thead><tr><th>コード</th><th>商品</th><th>数量</th></tr></thead><tbody>${rows}</tbody></table>
</body></html>`;
}
