// Three proposals with stock and shelf and why, her wish list and what she looked at online: all under her consent, and
// without it a word that she has not agreed, and a way to ask her.

import { answerOf } from '@engawa/client';
import { buttonClass, formatCount, formatMoney } from '@engawa/ui';
import { Button, Icon } from '@engawa/ui/work';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Link } from 'react-router';
import { api } from '../../api.ts';
import { Part } from '../../parts/detail.tsx';
import { notify } from '../../parts/notices.tsx';
import { ItemImage } from '../../stock/item-image.tsx';
import { useItem, useItemName } from '../../stock/use-items.ts';
import { Sheet } from '../../till/parts/sheet.tsx';
import { useSpeech, useWords } from '../../words/words.ts';
import { type Proposal, type Served, type ShownItem, useHerAnswer } from './use-serve.ts';

type TasteProps = { readonly her: Served; readonly placeId: string };

export function Taste({ her, placeId }: TasteProps) {
  const say = useWords().serve;
  const { taste, customerId, recordId } = her;
  const [isAsking, setIsAsking] = useState(false);
  const way = `customer=${customerId}&record=${recordId}`;
  return (
    <>
      <Part title={say.proposals}>
        {taste === null ? (
          <div className="rounded-lg bg-washi p-5" data-not-agreed>
            <p className="flex gap-3">
              <Icon className="mt-0.5 size-6 shrink-0 text-ai" name="eye" />
              {say.notAgreed}
            </p>
            <Button className="mt-4" data-act="ask-consent" onClick={() => setIsAsking(true)}>
              {say.ask}
            </Button>
          </div>
        ) : taste.proposals.length === 0 ? (
          <p className="text-ink-soft">{say.noProposals}</p>
        ) : (
          <ul className="grid gap-3 xl:grid-cols-3">
            {taste.proposals.map((item) => (
              <li key={item.itemId}>
                <ProposalCard item={item} placeId={placeId} way={way} />
              </li>
            ))}
          </ul>
        )}
      </Part>
      {taste !== null && (
        <>
          <Part title={say.wishes}>
            <Shown items={taste.wishes} none={say.noWishes} way={way} />
          </Part>
          <Part title={say.lookedAt}>
            <Shown items={taste.lookedAt} none={say.noLookedAt} way={way} />
          </Part>
          <Button className="mt-3 -ml-4" look="plain" onClick={() => setIsAsking(true)}>
            {say.stopUse}
          </Button>
        </>
      )}
      {isAsking && <AskHer her={her} onClose={() => setIsAsking(false)} placeId={placeId} />}
    </>
  );
}

type CardProps = { readonly item: Proposal; readonly placeId: string; readonly way: string };

function ProposalCard({ item, placeId, way }: CardProps) {
  const { language } = useSpeech();
  const itemName = useItemName();
  const whole = useItem(item.itemId, placeId).data?.data;
  return (
    <article
      className="flex h-full flex-col gap-3 rounded-lg border border-line bg-washi p-4"
      data-proposal={item.itemId}
    >
      <Link className="flex min-w-0 items-start gap-4" to={`/stock/${item.itemId}`}>
        {whole !== undefined && <ItemImage className="size-20" item={whole} />}
        <span className="min-w-0 flex-1">
          <b className="block text-ai underline underline-offset-4">{itemName(item.name)}</b>
          {item.price !== null && (
            <span className="block">
              {formatMoney(item.price.amountMinor, item.price.currency)}
            </span>
          )}
          <Where item={item} />
        </span>
      </Link>
      <p className="flex-1 text-sm" data-why>
        {language === 'en' ? item.whyEn : item.whyJa}
      </p>
      <OrderLink item={item} way={way} />
    </article>
  );
}

function Where({ item: { available, shelf } }: { readonly item: ShownItem }) {
  const say = useWords().serve;
  return (
    <span className={`block text-sm ${available > 0 ? '' : 'text-kaki'}`} data-where>
      {available > 0 ? say.here(formatCount(available)) : say.notHere}
      {available > 0 && (
        <span className="ml-3">{shelf === null ? say.noShelf : say.shelf(shelf)}</span>
      )}
    </span>
  );
}

function OrderLink({ item, way }: { readonly item: ShownItem; readonly way: string }) {
  const say = useWords().serve;
  const itemName = useItemName();
  return (
    <Link
      aria-label={say.orderFor(itemName(item.name))}
      className={`shrink-0 ${buttonClass('quiet')}`}
      data-order={item.itemId}
      to={`/order-for/${item.itemId}?${way}`}
    >
      {say.order}
    </Link>
  );
}

type ShownProps = {
  readonly items: readonly ShownItem[];
  readonly none: string;
  readonly way: string;
};

function Shown({ items, none, way }: ShownProps) {
  const itemName = useItemName();
  if (items.length === 0) {
    return <p className="text-ink-soft">{none}</p>;
  }
  return (
    <ul className="divide-y divide-line border-line border-y">
      {items.map((item) => (
        <li className="flex min-h-16 items-center gap-4 py-2" key={item.itemId}>
          <Link className="min-w-0 flex-1 text-ai" to={`/stock/${item.itemId}`}>
            <span className="underline underline-offset-4">{itemName(item.name)}</span>
            <Where item={item} />
          </Link>
          <OrderLink item={item} way={way} />
        </li>
      ))}
    </ul>
  );
}

type AskProps = TasteProps & { readonly onClose: () => void };

/** The text that she agrees to, as it stands in the book of purposes; yes and no are the same size. */
function AskHer({ her, placeId, onClose }: AskProps) {
  const say = useWords().serve;
  const { language } = useSpeech();
  const purposes = useQuery({
    queryKey: ['privacy', 'purposes'],
    queryFn: () => answerOf(api.GET('/api/privacy/purposes')),
  });
  const text = purposes.data?.purposes.find(({ purpose }) => purpose === 'personalisation')?.text;
  const answer = useHerAnswer(her.customerId, placeId, language);
  const choose = (decision: 'given' | 'withdrawn') =>
    answer.mutate(decision, {
      onSuccess: () => {
        notify({ tone: 'calm', text: say.answered[decision] });
        onClose();
      },
    });
  return (
    <Sheet onClose={onClose} title={say.askTitle}>
      <p className="text-lg">{text?.[language]}</p>
      <p className="mt-3 text-ink-soft text-sm">{say.askHint}</p>
      <div className="mt-5 grid grid-cols-2 gap-3">
        {(['withdrawn', 'given'] as const).map((decision) => (
          <Button
            data-act={`consent-${decision}`}
            disabled={answer.isPending || text === undefined}
            key={decision}
            onClick={() => choose(decision)}
          >
            {say.answers[decision]}
          </Button>
        ))}
      </div>
    </Sheet>
  );
}
