// 棚卸: what is being counted, and beginning a count of a shelf, of what the books are least sure of, or of anything.
import { answerOf } from '@engawa/client';
import { Button, Empty, Icon, wordFor } from '@engawa/ui/work';
import { useState } from 'react';
import { Link, useNavigate } from 'react-router';
import { api } from '../../api.ts';
import { Answered } from '../../parts/states.tsx';
import { useOnce } from '../../parts/use-once.ts';
import { useStation } from '../../station/station.ts';
import { useTimes } from '../../station/use-places.ts';
import { useWords } from '../../words/words.ts';
import type { Piece } from '../parts/find-piece.ts';
import { RoomPage } from '../parts/room-page.tsx';
import { ScanBar } from '../parts/scan-bar.tsx';
import { doNow, useCounts } from '../parts/use-room.ts';
import { isShelfCode } from '../shelves/is-shelf-code.ts';
import { findItems } from '../use-items.ts';

const stalestAtOnce = 30;

type Choice = {
  readonly shelf?: string;
  readonly categoryId?: string;
  readonly stalest?: number;
  readonly itemIds?: string[];
  readonly area?: string;
};

export function CountsPage() {
  const words = useWords();
  const say = words.stockroom.counts;
  const placeId = useStation()?.placeId ?? '';
  const counts = useCounts(placeId);
  const times = useTimes();
  const navigate = useNavigate();
  const [isBusy, setIsBusy] = useState(false);
  const once = useOnce();
  // A reader reads the shelf twice before the first count is there.
  const open = (choice: Choice) => once(() => begin(choice));
  const begin = async (choice: Choice) => {
    setIsBusy(true);
    const made = await doNow(
      () => answerOf(api.POST('/api/stock/count-sessions', { body: { placeId, ...choice } })),
      say.begun,
    );
    setIsBusy(false);
    if (made !== undefined) {
      await navigate(`/counts/${made.id}`);
    }
  };
  /** An article stands for its category; one without stands for itself. */
  const openLike = async ({ itemId, code, nameJa }: Piece) => {
    const [item] = await findItems(code, placeId).catch(() => []);
    const categoryId = item?.id === itemId ? item.categoryId : null;
    await open(
      categoryId === null || categoryId === undefined
        ? { itemIds: [itemId], area: nameJa }
        : { categoryId, area: say.like(nameJa) },
    );
  };
  return (
    <RoomPage back="/stockroom" lead={say.lead} title={say.title}>
      <h2 className="mb-1 font-bold">{say.begin}</h2>
      <p className="mb-2 text-ink-soft text-sm">{say.beginLead}</p>
      <ScanBar
        label={say.shelf}
        onOther={(code) => {
          const isShelf = isShelfCode(code);
          if (isShelf) {
            void open({ shelf: code });
          }
          return isShelf;
        }}
        onPiece={(piece) => void openLike(piece)}
      />
      <div className="mb-8 grid gap-3 md:grid-cols-2">
        <Button
          data-act="stalest"
          disabled={isBusy}
          onClick={() => void open({ stalest: stalestAtOnce, area: say.stalestArea })}
        >
          {say.stalest(stalestAtOnce)}
        </Button>
        <Button data-act="free" disabled={isBusy} onClick={() => void open({ area: say.freeArea })}>
          {say.free}
        </Button>
      </div>
      <h2 className="mb-2 font-bold">{say.list}</h2>
      <Answered query={counts}>
        {(list) =>
          list.length === 0 ? (
            <Empty icon="check" title={say.none} />
          ) : (
            <ul className="space-y-2">
              {list.slice(0, 30).map(({ id, area, state, openedAt }) => (
                <li key={id}>
                  <Link
                    className="flex min-h-16 items-center gap-4 rounded-lg border border-line bg-paper px-4 py-3 shadow-rest active:bg-shade"
                    data-count={id}
                    data-state={state}
                    to={`/counts/${id}`}
                  >
                    <Icon
                      className={`size-6 shrink-0 ${state === 'open' || state === 'review' ? 'text-ai' : 'text-edge'}`}
                      name="check"
                    />
                    <span className="min-w-0 flex-1">
                      <b className="block">{area ?? say.freeArea}</b>
                      <span className="text-ink-soft text-sm">
                        {wordFor(say.states, state)} {times.moment(openedAt)}
                      </span>
                    </span>
                  </Link>
                </li>
              ))}
            </ul>
          )
        }
      </Answered>
    </RoomPage>
  );
}
