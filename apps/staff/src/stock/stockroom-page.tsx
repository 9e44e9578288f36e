// The stockroom: its rooms as large tiles, each with how much waits in it.
import { Icon, type IconName } from '@engawa/ui/work';
import { Link } from 'react-router';
import { useReturnRequests } from '../returns/use-requests.ts';
import { useStation } from '../station/station.ts';
import { useWords } from '../words/words.ts';
import { RoomPage } from './parts/room-page.tsx';
import { useAdjustments, useCounts, useTransfers } from './parts/use-room.ts';

export function StockroomPage() {
  const words = useWords();
  const say = words.stockroom;
  const placeId = useStation()?.placeId ?? '';
  const transfers = useTransfers(placeId).data?.data ?? [];
  const counts = useCounts(placeId).data?.data ?? [];
  const adjustments = useAdjustments(placeId).data?.data.adjustments ?? [];
  const returns = useReturnRequests().data?.data ?? [];
  const waiting = {
    receive: transfers.filter(({ state, toPlaceId }) => state === 'sent' && toPlaceId === placeId),
    send: transfers.filter(
      ({ state, fromPlaceId }) => state === 'requested' && fromPlaceId === placeId,
    ),
    count: counts.filter(({ state }) => state === 'open' || state === 'review'),
    adjust: adjustments.filter(({ state }) => state === 'waiting'),
  };
  return (
    <RoomPage back="/stock" lead={say.lead} title={say.title}>
      <ul className="grid grid-cols-2 gap-3 md:grid-cols-3">
        <Tile count={waiting.receive.length} icon="import" name={say.receive.title} to="/receive" />
        <Tile count={waiting.send.length} icon="truck" name={say.transfers.title} to="/transfers" />
        <Tile count={returns.length} icon="back" name={words.returns.title} to="/returns" />
        <Tile count={waiting.count.length} icon="check" name={say.counts.title} to="/counts" />
        <Tile count={waiting.adjust.length} icon="alert" name={say.adjust.title} to="/adjust" />
        <Tile count={0} icon="tag" name={say.labels.title} to="/labels" />
        <Tile count={0} icon="pin" name={say.shelves.title} to="/shelves" />
      </ul>
    </RoomPage>
  );
}

type TileProps = {
  readonly to: string;
  readonly icon: IconName;
  readonly name: string;
  readonly count: number;
};

function Tile({ to, icon, name, count }: TileProps) {
  return (
    <li>
      <Link
        className="relative flex min-h-32 flex-col items-center justify-center gap-2 rounded-lg border border-line bg-paper p-3 text-center font-bold shadow-rest active:bg-shade"
        data-room={to.slice(1)}
        to={to}
      >
        <Icon className="size-8 text-ai" name={icon} />
        {name}
        {count > 0 ? (
          <span className="absolute top-2 right-2 min-w-7 rounded-full bg-kaki px-2 text-paper text-sm">
            {count}
          </span>
        ) : null}
      </Link>
    </li>
  );
}
