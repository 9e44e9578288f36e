// The labels as they lie on the sheet. Only the sheet goes on paper (app.css).
import { codeMarkup, type LabelToPrint, pictureOf } from '@engawa/receipts';
import { useEffect, useRef } from 'react';

/** Sheets that are sold in Japan, A4, and a roll. */
export const sheets = ['a4-24', 'a4-44', 'a4-65', 'roll-60x40'] as const;
export type Sheet = (typeof sheets)[number];

type LabelSheetProps = {
  readonly labels: readonly LabelToPrint[];
  readonly sheet: Sheet;
};

export function LabelSheet({ labels, sheet }: LabelSheetProps) {
  const placed = labels.map((label, index) => ({ label, at: `${label.code} ${index}` }));
  return (
    <ol
      className="label-sheet bg-white text-black"
      data-label-sheet={sheet}
      data-labels-of={labels.length}
    >
      {placed.map(({ label, at }) => (
        <li className="label" data-label-code={label.code} key={at}>
          <span className="label-name">{label.name}</span>
          {label.price === null ? null : (
            <span className="label-price">
              {label.before === null ? null : <s>{label.before}</s>} <b>{label.price}</b>{' '}
              <small>{label.taxNote}</small>
            </span>
          )}
          {label.notes.length === 0 ? null : (
            <span className="label-notes">{label.notes.join(' ')}</span>
          )}
          <Code code={label.code} />
        </li>
      ))}
    </ol>
  );
}

const charactersALine = 20;

/** Drawn into the page itself: a picture of its own would be a file from elsewhere to the browser. */
function Code({ code }: { readonly code: string }) {
  const box = useRef<HTMLSpanElement>(null);
  useEffect(() => {
    const picture = pictureOf(codeMarkup(code), charactersALine);
    const drawn = new DOMParser().parseFromString(picture, 'image/svg+xml');
    const svg = document.importNode(drawn.documentElement, true);
    svg.removeAttribute('width');
    svg.removeAttribute('height');
    box.current?.replaceChildren(svg);
  }, [code]);
  return <span aria-label={code} className="label-code" ref={box} role="img" />;
}
