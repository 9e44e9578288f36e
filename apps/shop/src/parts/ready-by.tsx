// When a pickup is ready, and openly what was promised before.
import { formatMoment, Icon, useLanguage } from '@engawa/ui';
import type { OrderPage } from '../../../../server/storefront/contract-order.ts';
import { useWords } from '../words/use-words.ts';

const awaited: ReadonlySet<string> = new Set(['placed', 'accepted', 'preparing']);

export function ReadyBy({ order }: { readonly order: OrderPage }) {
  const words = useWords();
  const language = useLanguage();
  const { readyBy, promiseMoves } = order;
  if (readyBy === null || !awaited.has(order.state)) {
    return null;
  }
  const [first] = promiseMoves;
  const before = first?.from ?? null;
  const said =
    first === undefined
      ? undefined
      : (words.order.moved[first.reason] ?? words.order.moved['late']);
  return (
    <section
      aria-live="polite"
      className="rounded-lg bg-paper p-5 shadow-rest md:p-8"
      data-ready-by={readyBy}
    >
      <h2 className="mb-1 text-sm text-ink-soft">{words.order.readyBy}</h2>
      <p className="flex items-center gap-2 text-lg font-bold">
        <Icon name="clock" size={20} />
        {words.order.until(formatMoment(readyBy, language))}
      </p>
      {said === undefined ? null : (
        <p className="mt-2">
          {said}
          {before === null ? null : (
            <span className="block text-sm text-ink-soft">
              {words.order.promisedBefore(formatMoment(before, language))}
            </span>
          )}
        </p>
      )}
    </section>
  );
}
