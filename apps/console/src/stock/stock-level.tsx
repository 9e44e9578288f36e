import { Badge } from '@engawa/ui';
import { useWords } from '../words/words.ts';

/** From here on a shelf may be empty before the number says so. */
const fewMax = 3;

/** How many can be sold, with a word where somebody should look. */
export function StockLevel({ available }: { readonly available: number }) {
  const words = useWords();
  if (available < 0) {
    return <Badge tone="now">{words.stock.short}</Badge>;
  }
  if (available === 0) {
    return <Badge tone="now">{words.stock.out}</Badge>;
  }
  return available <= fewMax ? (
    <Badge>{words.stock.few}</Badge>
  ) : (
    <Badge tone="here">{words.stock.some}</Badge>
  );
}
