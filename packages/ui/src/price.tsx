// A price as it must be shown in Japan: the amount with tax first (総額表示), the yen sign or 円 by language.
import { formatMoney } from './money.ts';
import { useLanguage, useUiWords } from './words.ts';

type Props = {
  readonly amountMinor: number | null;
  readonly currency: string;
  readonly compareAtMinor?: number | null;
  readonly isFrom?: boolean;
  readonly size?: 'card' | 'page';
};

export function Price({
  amountMinor,
  currency,
  compareAtMinor = null,
  isFrom = false,
  size = 'card',
}: Props) {
  const language = useLanguage();
  const words = useUiWords();
  if (amountMinor === null) {
    return <p className="text-sm text-ink-soft">{words.noPrice}</p>;
  }
  const isReduced = compareAtMinor !== null && compareAtMinor > amountMinor;
  return (
    <p className="flex flex-wrap items-baseline gap-x-2">
      <span className={size === 'page' ? 'text-2xl font-bold' : 'font-bold'}>
        {isFrom && language === 'en' ? `${words.from} ` : ''}
        {formatMoney(amountMinor, currency, language)}
        {isFrom && language === 'ja' ? words.from : ''}
      </span>
      <span className="text-xs text-ink-soft">
        {language === 'ja' ? `(${words.taxIncluded})` : words.taxIncluded}
      </span>
      {isReduced ? (
        <span className="text-xs text-ink-soft">
          {words.instead} <s>{formatMoney(compareAtMinor, currency, language)}</s>
        </span>
      ) : null}
    </p>
  );
}
