import type { OrderPage } from '../../../../server/storefront/contract-order.ts';
import { useWords } from '../words/use-words.ts';
import { Cards } from './cards.tsx';

/** What goes with an order that is ready, and lies at the same shop. */
export function Beside({ order }: { readonly order: OrderPage }) {
  const { beside } = useWords();
  return order.beside.length === 0 ? null : (
    <section data-beside>
      <h2 className="text-xl font-bold">{beside.title}</h2>
      <p className="mb-4 text-ink-soft">{beside.lead}</p>
      <Cards cards={order.beside} />
    </section>
  );
}
