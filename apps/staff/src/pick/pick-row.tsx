// A line of the pick list: where it stands comes first and largest, since feet follow it; who has it in hand is said
// instead of its buttons.
import { formatCount } from '@engawa/ui';
import { Button } from '@engawa/ui/work';
import { useTimes } from '../station/use-places.ts';
import { useWords } from '../words/words.ts';
import type { Pick } from './use-picks.ts';

type PickRowProps = {
  readonly pick: Pick;
  readonly onFound: () => void;
  readonly onShort: () => void;
};

/** One line of an order: where it stands, what it looks like, how many, and by when. */
export function PickRow({ pick, onFound, onShort }: PickRowProps) {
  const words = useWords();
  const times = useTimes();
  const { clerk, ask, image, isLate, readyBy, shelf } = pick;
  const isAsked = ask === 'asked';
  return (
    <li
      className={`grid grid-cols-[auto_1fr] items-center gap-x-4 gap-y-2 rounded-lg border border-line p-3 shadow-rest md:grid-cols-[5rem_auto_1fr_auto] ${clerk !== null || isAsked ? 'bg-shade' : 'bg-paper'}`}
      data-line={`${pick.number}-${pick.line}`}
    >
      <p className="font-bold text-2xl max-md:col-span-2 max-md:text-xl">
        {shelf ?? <span className="text-base text-ink-soft">{words.back.pick.noShelf}</span>}
      </p>
      {image === null ? (
        <span className="size-16" />
      ) : (
        <img
          alt=""
          className="size-16 rounded-md bg-shade object-cover"
          loading="lazy"
          onError={(event) => event.currentTarget.classList.add('invisible')}
          src={image}
        />
      )}
      <div className="min-w-0">
        <p className="font-bold text-lg leading-snug">{pick.name}</p>
        <p className="text-ink-soft text-sm">
          {pick.number}
          {readyBy === null ? null : (
            <span className={`ml-3 ${isLate ? 'font-bold text-kaki' : ''}`}>
              {isLate ? words.back.pick.late : words.back.pick.until(times.hour(readyBy))}
            </span>
          )}
          {pick.parcel === null || pick.parcels === null ? null : (
            <span className="ml-3">{words.back.parcels.nth(pick.parcel, pick.parcels)}</span>
          )}
        </p>
        <p className="font-bold" data-count>
          {words.back.pick.of(formatCount(pick.picked), formatCount(pick.quantity))}
        </p>
      </div>
      <div className="flex gap-2 max-md:col-span-2">
        {clerk === null && !isAsked ? (
          <>
            <Button className="flex-1 whitespace-nowrap" data-act="short" onClick={onShort}>
              {words.back.pick.notFound}
            </Button>
            <Button className="flex-1" data-act="found" look="main" onClick={onFound}>
              {words.back.pick.found}
            </Button>
          </>
        ) : (
          <p className="font-bold text-kaki">
            {clerk === null ? words.back.pick.asked : words.back.pick.withOther(clerk)}
          </p>
        )}
      </div>
    </li>
  );
}
