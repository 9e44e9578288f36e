// Whose basket it is, in the room of one scan: greeted by name, her stamps, the best of her coupons in one tap, and how
// many of her points she wants to use.
import { formatCount, useLanguage } from '@engawa/ui';
import { Button, Icon } from '@engawa/ui/work';
import { type FormEvent, useId, useState } from 'react';
import { useFollowing } from '../../log/live.ts';
import { useValueChanges } from '../../log/use-value-changes.ts';
import { notify } from '../../parts/notices.tsx';
import { giveScan } from '../../scan/claim-scans.ts';
import { useStation } from '../../station/station.ts';
import { useWords } from '../../words/words.ts';
import { Sheet } from '../parts/sheet.tsx';
import { useMoney } from '../parts/use-money.ts';
import { type Basket, withMember } from '../sale/basket.ts';
import type { Member } from '../sale/member.ts';
import { changeBasket, tillState, useTill } from '../till-state.ts';
import { asAway, lookAgain } from './find-member.ts';
import { MemberSheet } from './member-sheet.tsx';
import { PointsChoice } from './points-choice.tsx';
import { takeCoupons, useBest } from './use-best.ts';

export function MemberRow() {
  const words = useWords().till.member;
  const { basket } = useTill();
  const isAway = useFollowing() === 'retrying';
  const member = basket.member === null ? null : isAway ? asAway(basket.member) : basket.member;
  const [isAsking, setIsAsking] = useState(false);
  useValueChanges(isAway ? null : (member?.recordId ?? null), lookAtMember);
  return (
    <section aria-label={words.scan} className="border-line border-b px-4 py-1">
      {member === null ? (
        <div className="flex min-h-12 items-center gap-3">
          <Icon className="size-6 shrink-0 text-ai" name="person" />
          <Button className="-ml-3" look="plain" onClick={() => setIsAsking(true)}>
            {words.scan}
          </Button>
        </div>
      ) : (
        <Known basket={{ ...basket, member }} isAway={isAway} member={member} />
      )}
      {basket.gift !== null && <GiftCard gift={basket.gift} />}
      {isAsking && <AskMember onClose={() => setIsAsking(false)} />}
    </section>
  );
}

/** She may have spent or earned elsewhere while she stands here. */
async function lookAtMember(): Promise<void> {
  const { member } = tillState().basket;
  const now = member === null ? undefined : await lookAgain(member).catch(() => undefined);
  if (now !== undefined) {
    changeBasket((basket) =>
      basket.member?.recordId === now.recordId ? { ...basket, member: now } : basket,
    );
  }
}

type KnownProps = { readonly basket: Basket; readonly member: Member; readonly isAway: boolean };

function Known({ basket, member, isAway }: KnownProps) {
  const words = useWords().till.member;
  const isJa = useLanguage() === 'ja';
  const [isOpen, setIsOpen] = useState(false);
  const { cards, coupons, points } = member;
  const [card] = cards.toSorted((a, b) => b.stamps / b.size - a.stamps / a.size);
  return (
    <div data-member={member.recordId ?? 'unknown'} data-points={points ?? ''}>
      <div className="flex items-center gap-3">
        <Icon className="size-6 shrink-0 text-ai" name="person" />
        <button
          className="min-h-12 min-w-0 flex-1 text-left leading-snug"
          data-act="member"
          onClick={() => setIsOpen(true)}
          type="button"
        >
          <b aria-live="polite" className="block">
            <Greeting member={member} />
          </b>
          <span className="flex flex-wrap gap-x-3 text-sm">
            {points !== null && <span>{words.points(formatCount(points))}</span>}
            {card !== undefined && (
              <span data-stamps={card.stamps}>
                {isJa ? card.nameJa : (card.nameEn ?? card.nameJa)}{' '}
                {`${formatCount(Math.max(0, card.stamps))} / ${formatCount(card.size)}`}
              </span>
            )}
            {coupons.length > 0 && <span>{words.coupons(formatCount(coupons.length))}</span>}
          </span>
          <span className="sr-only">{words.details}</span>
        </button>
        <button
          aria-label={words.remove}
          className="flex size-12 shrink-0 items-center justify-center"
          onClick={() => changeBasket((now) => withMember(now, null))}
          type="button"
        >
          <Icon className="size-5" name="cross" />
        </button>
      </div>
      <BestOffer basket={basket} isAway={isAway} />
      {points !== null && points > 0 && <PointsChoice basket={basket} />}
      {isOpen && (
        <MemberSheet
          basket={basket}
          isAway={isAway}
          member={member}
          onClose={() => setIsOpen(false)}
        />
      )}
    </div>
  );
}

function Greeting({ member: { name, isFirstVisit, code } }: { readonly member: Member }) {
  const say = useWords().till.member;
  return name === null
    ? /^\d{16}$/.test(code)
      ? say.number(code.replaceAll(/(\d{4})(?=\d)/g, '$1 '))
      : say.helloNoName
    : isFirstVisit
      ? say.first(name)
      : say.hello(name);
}

/** One tap for the best of her coupons; another takes them out again. */
function BestOffer({ basket, isAway }: { readonly basket: Basket; readonly isAway: boolean }) {
  const words = useWords().till;
  const money = useMoney();
  const placeId = useStation()?.placeId ?? '';
  const best = useBest(basket);
  const take = async (codes: readonly string[]) => {
    const why = await takeCoupons(basket, codes, { placeId, isAway });
    if (why !== undefined) {
      notify({ tone: 'bad', text: words.payment.refused(why) });
    }
  };
  return best === undefined ? null : (
    <Button
      className="my-1 flex w-full justify-between gap-3"
      data-act="best"
      data-saves={best.savesMinor}
      onClick={() => void take(best.codes)}
    >
      <span>{words.member.best(formatCount(best.codes.length))}</span>
      <b className="text-kaki">{words.member.saves(money(best.savesMinor))}</b>
    </Button>
  );
}

function GiftCard({ gift }: { readonly gift: NonNullable<Basket['gift']> }) {
  const words = useWords().till;
  const money = useMoney();
  return (
    <p className="flex min-h-12 items-center gap-3" data-gift={gift.availableMinor}>
      <Icon className="size-6 shrink-0 text-ai" name="coin" />
      <span className="flex-1">{words.member.gift(money(gift.availableMinor))}</span>
      <button
        aria-label={words.payment.takeOff}
        className="flex size-12 shrink-0 items-center justify-center"
        onClick={() => changeBasket((now) => ({ ...now, gift: null }))}
        type="button"
      >
        <Icon className="size-5" name="cross" />
      </button>
    </p>
  );
}

/** By hand, as the reader would give it. */
function AskMember({ onClose }: { readonly onClose: () => void }) {
  const words = useWords().till.member;
  const id = useId();
  const [code, setCode] = useState('');
  const find = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (code.trim() !== '') {
      giveScan(code.trim());
      onClose();
    }
  };
  return (
    <Sheet onClose={onClose} title={words.scan}>
      <form onSubmit={find}>
        <label className="mb-1 block text-ink-soft text-sm" htmlFor={id}>
          {words.enter}
        </label>
        <input
          autoComplete="off"
          className="field"
          id={id}
          maxLength={400}
          onChange={({ target }) => setCode(target.value)}
          value={code}
        />
        <Button className="mt-4 w-full" look="main" type="submit">
          {words.find}
        </Button>
      </form>
    </Sheet>
  );
}
