// Stock in a word, with a shape of its own: colour never speaks alone.
import { Icon, type IconName } from './icon.tsx';
import { useUiWords } from './words.ts';

export type StockWordName = 'in_stock' | 'low' | 'out_of_stock' | 'ask';

const looks: Readonly<Record<StockWordName, { icon: IconName; className: string }>> = {
  in_stock: { icon: 'circle', className: 'text-ai' },
  low: { icon: 'triangle', className: 'text-kaki' },
  out_of_stock: { icon: 'cross', className: 'text-ink-soft' },
  ask: { icon: 'question', className: 'text-ink-soft' },
};

export function StockWord({ word }: { readonly word: StockWordName }) {
  const words = useUiWords();
  const { icon, className } = looks[word];
  return (
    <span className={`inline-flex items-center gap-1 text-sm font-bold ${className}`}>
      <Icon name={icon} size={16} />
      {words.stock[word]}
    </span>
  );
}
