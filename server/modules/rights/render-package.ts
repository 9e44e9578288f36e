// The package as a page: no script, no outside address, everything escaped. It can be saved, printed and read without us.
import { escapeHtml } from '#kernel/html';
import type { Language } from '#kernel/problem';
import type { DisclosedPart } from '#privacy';
import type { Package } from './package.ts';

const style = `
html{background:#f6f2e8;color:#1f1d1a;font:1rem/1.7 'Noto Sans JP','Hiragino Sans','Yu Gothic',sans-serif}
body{margin:0 auto;max-width:72rem;padding:2rem 1.25rem}
h1{font-size:1.5rem}h2{font-size:1.125rem;margin:2.5rem 0 .5rem}
.soft{color:#59544a}
.scroll{overflow-x:auto}
table{border-collapse:collapse;width:100%}
th,td{border-bottom:1px solid #ddd5c4;padding:.375rem .75rem .375rem 0;text-align:left;vertical-align:top;overflow-wrap:anywhere;min-width:6rem}
img{display:block;max-width:16rem;height:auto}
th{font-weight:700;color:#59544a}
`;

/** The style of the page, for the hash in its policy. */
export const packageStyle = style;

const words = {
  ja: {
    title: 'お預かりしている情報',
    lead: (count: number) =>
      `あなたについてお預かりしているすべての情報です(レコード${count}件)。第三者への提供の記録も含みます。`,
    made: '作成日時',
    none: 'ありません',
  },
  en: {
    title: 'What we hold of you',
    lead: (count: number) =>
      `Everything we hold of you, in ${count} ${count === 1 ? 'record' : 'records'}, with what was given to others.`,
    made: 'Made at',
    none: 'Nothing',
  },
} as const;

export function renderPackage(disclosed: Package, language: Language): string {
  const { title, lead, made, none } = words[language];
  const parts = disclosed.parts.map((part) => renderPart(part, language, none));
  return `<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}</title>
<style>${style}</style>
</head>
<body>
<main>
<h1>${title}</h1>
<p>${lead(disclosed.records.length)}</p>
<p class="soft">${made}: ${escapeHtml(disclosed.madeAt)}</p>
${parts.join('\n')}
</main>
</body>
</html>
`;
}

function renderPart(part: DisclosedPart, language: Language, none: string): string {
  const columns = Object.entries(part.columns).filter(([column]) =>
    part.rows.some((row) => (row[column] ?? null) !== null),
  );
  const head = columns.map(([, label]) => `<th scope="col">${escapeHtml(label[language])}</th>`);
  const rows = part.rows.map((row) => {
    const cells = columns.map(([column, label]) => {
      const value = row[column];
      return `<td>${isPicture(value) ? pictureOf(value, label[language]) : escapeHtml(textOf(value))}</td>`;
    });
    return `<tr>${cells.join('')}</tr>`;
  });
  const table =
    rows.length === 0
      ? `<p class="soft">${none}</p>`
      : `<div class="scroll" tabindex="0"><table><thead><tr>${head.join('')}</tr></thead><tbody>${rows.join('\n')}</tbody></table></div>`;
  return `<section><h2>${escapeHtml(part.title[language])}</h2>${table}</section>`;
}

/** A photograph of hers travels inside the package, so that it can be kept without us. */
function isPicture(value: unknown): value is string {
  return typeof value === 'string' && /^data:image\/webp;base64,[A-Za-z0-9+/]+={0,2}$/.test(value);
}

function pictureOf(address: string, name: string): string {
  return `<img src="${address}" alt="${escapeHtml(name)}">`;
}

function textOf(value: unknown): string {
  if (value === null || value === undefined) {
    return '';
  }
  return typeof value === 'string' ? value : JSON.stringify(value);
}
