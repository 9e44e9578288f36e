import { Badge } from '../parts/badge.tsx';
import { useWords } from '../words/words.tsx';

/** From here on a shelf may be empty before the number says so. */
const fewMax = 3;

/** How many can be sold, with a word where somebody should look. */
export function StockLevel({ available }: { readonly available: number }) {
  const words = useWords();
  if (available < 0) {
    return <Badge tone="warning">{words.stock.short}</Badge>;
  }
  if (available === 0) {
    return <Badge tone="warning">{words.stock.out}</Badge>;
  }
  return available <= fewMax ? (
    <Badge>{words.stock.few}</Badge>
  ) : (
    <Badge tone="active">{words.stock.some}</Badge>
  );
}
