// A line of pieces: the number is large, one more and one less are where a thumb is, and a number can be typed.
import { Icon } from '@engawa/ui/work';
import type { ReactNode } from 'react';
import { useWords } from '../../words/words.ts';
import { useItemName } from '../use-items.ts';
import type { Line } from './lines.ts';

type PieceRowProps = {
  readonly line: Line;
  readonly onQuantity: (quantity: number) => void;
  /** Below the name: what was expected, what differs. */
  readonly children?: ReactNode;
  readonly tone?: 'plain' | 'good' | 'bad';
};

const tones = {
  plain: 'border-line bg-paper',
  good: 'border-line bg-ai-mist',
  bad: 'border-kaki bg-paper',
} as const;
const side =
  'flex size-14 shrink-0 items-center justify-center rounded-lg border border-edge bg-paper active:bg-shade';

export function PieceRow({ line, onQuantity, children, tone = 'plain' }: PieceRowProps) {
  const words = useWords();
  const say = words.stockroom.lines;
  const itemName = useItemName();
  const name = itemName({ ja: line.nameJa, en: line.nameEn, kana: null });
  return (
    <li
      className={`flex flex-wrap items-center gap-x-4 gap-y-2 rounded-lg border p-3 shadow-rest ${tones[tone]}`}
      data-piece={line.code}
      data-quantity={line.quantity}
    >
      <div className="min-w-44 flex-1">
        <p className="font-bold leading-snug">{name}</p>
        <p className="text-ink-soft text-sm">{line.code}</p>
        {children}
      </div>
      <div className="flex items-center gap-2">
        <button
          aria-label={say.fewer(name)}
          className={side}
          onClick={() => onQuantity(line.quantity - 1)}
          type="button"
        >
          <Icon name="minus" />
        </button>
        <input
          aria-label={say.quantity(name)}
          className="h-14 w-20 rounded-lg border border-edge bg-paper text-center font-bold text-xl tabular-nums"
          inputMode="decimal"
          onChange={(event) => {
            const typed = event.target.value.normalize('NFKC').replaceAll(/[^\d.]/gu, '');
            onQuantity(Number(typed));
          }}
          value={String(line.quantity)}
        />
        <button
          aria-label={say.more(name)}
          className={side}
          onClick={() => onQuantity(line.quantity + 1)}
          type="button"
        >
          <Icon name="plus" />
        </button>
      </div>
    </li>
  );
}
