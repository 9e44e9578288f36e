// 店間移動: what others ask of this shop, what is on its way here, and what this shop waits for. Both ends see the same.
import { buttonClass } from '@engawa/ui';
import { Empty, Icon, wordFor } from '@engawa/ui/work';
import { Link, useNavigate } from 'react-router';
import { Answered } from '../../parts/states.tsx';
import { useStation } from '../../station/station.ts';
import { usePlaceName, useTimes } from '../../station/use-places.ts';
import { useWords } from '../../words/words.ts';
import { RoomPage } from '../parts/room-page.tsx';
import { ScanBar } from '../parts/scan-bar.tsx';
import { type Transfer, useTransfers } from '../parts/use-room.ts';

export function TransfersPage() {
  const words = useWords();
  const say = words.stockroom.transfers;
  const placeId = useStation()?.placeId ?? '';
  const transfers = useTransfers(placeId);
  const navigate = useNavigate();
  const between = (transfers.data?.data ?? []).filter(({ fromPlaceId }) => fromPlaceId !== null);
  const groups = [
    {
      title: say.toSend,
      of: between.filter((each) => each.fromPlaceId === placeId && each.state === 'requested'),
    },
    {
      title: say.coming,
      of: between.filter((each) => each.toPlaceId === placeId && each.state === 'sent'),
    },
    {
      title: say.asked,
      of: between.filter((each) => each.toPlaceId === placeId && each.state === 'requested'),
    },
    {
      title: say.onTheWay,
      of: between.filter((each) => each.fromPlaceId === placeId && each.state === 'sent'),
    },
  ].filter(({ of }) => of.length > 0);
  return (
    <RoomPage
      actions={
        <Link className={`flex-1 ${buttonClass('main')}`} data-act="new" to="/transfers/new">
          {say.ask}
        </Link>
      }
      back="/stockroom"
      lead={say.lead}
      title={say.title}
    >
      <ScanBar
        label={say.slip}
        onPiece={(piece) => {
          const withIt = between.find(({ lines }) =>
            lines.some(({ itemId }) => itemId === piece.itemId),
          );
          if (withIt !== undefined) {
            void navigate(`/transfers/${withIt.id}`);
          }
        }}
        onTransfer={(id) => void navigate(`/transfers/${id}`)}
      />
      <Answered query={transfers}>
        {() =>
          groups.length === 0 ? (
            <Empty icon="truck" title={say.none} />
          ) : (
            groups.map(({ title, of }) => (
              <section className="mb-6" key={title}>
                <h2 className="mb-2 font-bold">{title}</h2>
                <ul className="space-y-2">
                  {of.map((transfer) => (
                    <TransferCard key={transfer.id} transfer={transfer} />
                  ))}
                </ul>
              </section>
            ))
          )
        }
      </Answered>
    </RoomPage>
  );
}

function TransferCard({ transfer }: { readonly transfer: Transfer }) {
  const words = useWords();
  const say = words.stockroom.transfers;
  const placeName = usePlaceName();
  const times = useTimes();
  const { id, fromPlaceId, toPlaceId, lines, state, dueOn } = transfer;
  return (
    <li>
      <Link
        className="flex min-h-16 items-center gap-4 rounded-lg border border-line bg-paper px-4 py-3 shadow-rest active:bg-shade"
        data-transfer={id}
        data-state={state}
        to={`/transfers/${id}`}
      >
        <Icon className="size-6 shrink-0 text-ai" name="truck" />
        <span className="min-w-0 flex-1">
          <b className="block">
            {say.fromTo(placeName(fromPlaceId ?? '') ?? '—', placeName(toPlaceId) ?? '—')}
          </b>
          <span className="text-ink-soft text-sm">
            {wordFor(say.states, state)} {words.stockroom.receive.items(lines.length)}
            {dueOn === null ? null : (
              <span className="ml-3">{words.stockroom.receive.due(times.date(dueOn))}</span>
            )}
          </span>
        </span>
      </Link>
    </li>
  );
}
