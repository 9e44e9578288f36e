// What lies in a café's basket: each with its choices, what is in it, who put it in, and what stands in its way.
import { formatMoney, Icon, Stepper, useLanguage } from '@engawa/ui';
import { useFetcher } from 'react-router';
import type { CafeBasketPage, CafeLine } from '../../../../server/storefront/contract-cafe.ts';
import { useCafeWords } from '../words/cafe.ts';

export function BasketLines({ page }: { readonly page: CafeBasketPage }) {
  return (
    <ul>
      {page.lines.map((line) => (
        <li key={line.number} className="border-b border-line py-4 last:border-0">
          <Line line={line} page={page} />
        </li>
      ))}
    </ul>
  );
}

/** Phones are told apart by flowers, so that nobody has to give a name. */
function useFlower(): (seat: number) => string {
  const say = useCafeWords();
  return (seat) => say.seat(say.flowers[(seat - 1) % say.flowers.length] ?? '');
}

function Line({ line, page }: { readonly line: CafeLine; readonly page: CafeBasketPage }) {
  const say = useCafeWords();
  const language = useLanguage();
  const flower = useFlower();
  const fetcher = useFetcher();
  const submit = (quantity: number) =>
    void fetcher.submit(
      { change: 'line', number: String(line.number), quantity: String(quantity) },
      { method: 'post', action: '/cafe/basket' },
    );
  return (
    <div className="grid grid-cols-[4rem_1fr] gap-4">
      <img
        src={line.picture.address}
        alt=""
        width={64}
        height={64}
        className="aspect-square w-full rounded-md bg-shade object-cover"
      />
      <div className="min-w-0">
        <div className="flex justify-between gap-3">
          <p className="leading-snug font-bold">{line.name}</p>
          <p className="whitespace-nowrap">
            {formatMoney(line.amountMinor, page.currency, language)}
          </p>
        </div>
        <p className="text-sm text-ink-soft">
          {line.options.join(' · ')}
          {page.isGroup ? (
            <span className="mr-2 rounded-sm bg-ai-mist px-2 py-0.5 text-xs font-bold text-ai-deep">
              {flower(line.seat)}
              {line.seat === page.seat ? say.mySeat : ''}
            </span>
          ) : null}
        </p>
        {line.allergens.length === 0 ? null : (
          <p className="text-xs text-ink-soft">
            {line.allergens.map(({ name }) => name).join(' / ')}
          </p>
        )}
        {line.problem === null ? null : (
          <p role="alert" data-line-problem className="mt-1 flex gap-1 text-sm text-kaki">
            <Icon name="alert" size={18} />
            <span>{line.problem}</span>
          </p>
        )}
        {line.isMine ? (
          <div className="mt-2 flex items-center gap-4">
            <Stepper
              key={line.quantity}
              name={`quantity-${line.number}`}
              value={line.quantity}
              max={20}
              onChoose={submit}
            />
            <button
              type="button"
              data-act="remove"
              className="min-h-11 text-sm text-ai underline underline-offset-4"
              onClick={() => submit(0)}
            >
              {say.remove}
              <span className="sr-only">: {line.name}</span>
            </button>
          </div>
        ) : (
          <p className="mt-1 text-sm">× {line.quantity}</p>
        )}
      </div>
    </div>
  );
}
