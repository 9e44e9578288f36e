// What is bought, line by line: picture, name, how many, how much.
import { formatCount, formatDay, formatMoney, useLanguage } from '@engawa/ui';
import type { Picture } from '../../../../server/storefront/contract.ts';
import { useWords } from '../words/use-words.ts';

type Props = {
  readonly lines: readonly {
    readonly itemId: string;
    readonly name: string;
    readonly picture: Picture;
    readonly quantity: number;
    readonly amountMinor: number;
    /** Made for this day. */
    readonly day?: string | null;
  }[];
  readonly currency: string;
};

export function LineList({ lines, currency }: Props) {
  const words = useWords();
  const language = useLanguage();
  return (
    <ul>
      {lines.map((line) => (
        <li
          key={`${line.itemId} ${line.name}`}
          className="grid grid-cols-[4rem_1fr_auto] items-center gap-4 py-3"
        >
          <img
            src={line.picture.address}
            alt=""
            width={64}
            height={64}
            className="aspect-square w-full rounded-md bg-shade object-cover"
          />
          <div>
            <p
              className={`leading-snug ${line.quantity === 0 ? 'text-ink-soft line-through' : ''}`}
            >
              {line.name}
            </p>
            <p className="text-sm text-ink-soft">
              {line.quantity === 0
                ? words.order.takenOff
                : words.order.pieces(formatCount(line.quantity))}
            </p>
            {typeof line.day === 'string' ? (
              <p className="font-bold" data-day={line.day}>
                {words.order.forDay(formatDay(`${line.day}T03:00:00Z`, language))}
              </p>
            ) : null}
          </div>
          <p className="font-bold">
            {line.quantity === 0 ? '' : formatMoney(line.amountMinor, currency, language)}
          </p>
        </li>
      ))}
    </ul>
  );
}
