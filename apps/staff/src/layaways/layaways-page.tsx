// 取り置き: what customers asked this shop to keep, what ends first before the rest; one is scanned or chosen, and taken
// to the till.
import { formatCount } from '@engawa/ui';
import { Button, Empty, wordFor } from '@engawa/ui/work';
import { Link, useNavigate, useParams } from 'react-router';
import { useFollowing } from '../log/live.ts';
import { Detail, Facts } from '../parts/detail.tsx';
import { notify } from '../parts/notices.tsx';
import { sayWrong } from '../parts/say-wrong.ts';
import { Split } from '../parts/split.tsx';
import { Answered } from '../parts/states.tsx';
import { useStation } from '../station/station.ts';
import { useTimes } from '../station/use-places.ts';
import { useItem, useItemName } from '../stock/use-items.ts';
import { putInBasket } from '../till/put-in-basket.ts';
import { useWords } from '../words/words.ts';
import { type Layaway, useEndLayaway, useLayaway, useLayaways } from './use-layaways.ts';

export function LayawaysPage() {
  const { floor } = useWords();
  const { layawayId } = useParams();
  const placeId = useStation()?.placeId ?? '';
  const layaways = useLayaways(placeId);
  return (
    <Split
      detail={
        layawayId === undefined ? (
          <Empty icon="bag" title={floor.layaways.choose} />
        ) : (
          <One key={layawayId} layawayId={layawayId} placeId={placeId} />
        )
      }
      isChosen={layawayId !== undefined}
      list={
        <div className="min-h-0 flex-1 overflow-y-auto overscroll-contain py-4">
          <Answered query={layaways}>
            {(all) =>
              all.length === 0 ? (
                <Empty hint={floor.layaways.noneHint} icon="bag" title={floor.layaways.none} />
              ) : (
                <ul className="space-y-2 px-3 pb-6">
                  {all.map((each) => (
                    <li key={each.id}>
                      <Row isChosen={each.id === layawayId} layaway={each} placeId={placeId} />
                    </li>
                  ))}
                </ul>
              )
            }
          </Answered>
        </div>
      }
      title={floor.layaways.title}
    />
  );
}

type RowProps = {
  readonly layaway: Layaway;
  readonly placeId: string;
  readonly isChosen: boolean;
};

function Row({ layaway, placeId, isChosen }: RowProps) {
  const { floor, customers } = useWords();
  const times = useTimes();
  const { name } = layaway;
  return (
    <Link
      aria-current={isChosen ? 'true' : undefined}
      className={`flex min-h-20 flex-col justify-center rounded-lg border px-4 py-3 ${isChosen ? 'border-ai bg-ai-mist' : 'border-line bg-paper shadow-rest'}`}
      data-layaway={layaway.id}
      to={`/layaways/${layaway.id}`}
    >
      <span className="flex items-baseline justify-between gap-3">
        <b className="text-lg">{layaway.number}</b>
        <span>{name === null ? floor.layaways.nobody : customers.honorific(name)}</span>
      </span>
      <span>
        <ItemWord itemId={layaway.itemId} placeId={placeId} />
      </span>
      <span className="text-ink-soft text-sm">
        {floor.layaways.until} {times.moment(layaway.keptUntil)}
      </span>
    </Link>
  );
}

function ItemWord({ itemId, placeId }: { readonly itemId: string; readonly placeId: string }) {
  const item = useItem(itemId, placeId).data?.data;
  const itemName = useItemName();
  return item === undefined ? '' : itemName(item.name);
}

function One({ layawayId, placeId }: { readonly layawayId: string; readonly placeId: string }) {
  const { floor } = useWords();
  const layaway = useLayaway(layawayId);
  const data = layaway.data?.data;
  return (
    <Detail
      actions={data?.state === 'kept' ? <Actions layaway={data} placeId={placeId} /> : undefined}
      aside={
        data === undefined ? undefined : (
          <b data-layaway-state={data.state}>{wordFor(floor.layaways.states, data.state)}</b>
        )
      }
      back="/layaways"
      title={data?.number ?? floor.layaways.title}
    >
      <Answered query={layaway}>{(found) => <Told layaway={found} placeId={placeId} />}</Answered>
    </Detail>
  );
}

function Told({ layaway, placeId }: { readonly layaway: Layaway; readonly placeId: string }) {
  const { floor, customers } = useWords();
  const times = useTimes();
  const say = floor.layaways;
  const { name, kana } = layaway;
  return (
    <>
      {layaway.state === 'kept' && <p className="mb-5 rounded-lg bg-washi p-4">{say.shelf}</p>}
      <Facts
        facts={[
          { name: say.number, value: <b className="text-2xl">{layaway.number}</b> },
          {
            name: say.forWhom,
            value: name === null ? say.nobody : [customers.honorific(name), kana].join(' '),
          },
          {
            name: say.item,
            value: (
              <Link
                className="-my-3 inline-flex min-h-12 items-center text-ai underline underline-offset-4"
                to={`/stock/${layaway.itemId}`}
              >
                <ItemWord itemId={layaway.itemId} placeId={placeId} />
              </Link>
            ),
          },
          { name: say.pieces, value: formatCount(layaway.quantity) },
          { name: say.until, value: times.moment(layaway.keptUntil) },
        ]}
      />
    </>
  );
}

function Actions({ layaway, placeId }: { readonly layaway: Layaway; readonly placeId: string }) {
  const words = useWords();
  const { floor, line } = words;
  const navigate = useNavigate();
  const isAway = useFollowing() === 'retrying';
  const end = useEndLayaway(layaway.id);
  const item = useItem(layaway.itemId, placeId).data?.data;
  const take = async () => {
    await end.mutateAsync('collection');
    if (item !== undefined) {
      putInBasket(item, layaway.quantity);
    }
    notify({ tone: 'calm', text: floor.layaways.collected });
    await navigate('/till');
  };
  const release = async () => {
    await end.mutateAsync('cancellation');
    notify({ tone: 'calm', text: floor.layaways.released });
  };
  return (
    <div className="flex flex-wrap items-center gap-3">
      <Button disabled={isAway || end.isPending} onClick={() => void release()}>
        {floor.layaways.release}
      </Button>
      <Button
        className="min-w-52 flex-1"
        data-act="to-till"
        disabled={isAway || end.isPending || item === undefined}
        look="main"
        onClick={() => void take()}
      >
        {floor.layaways.toTill}
      </Button>
      {isAway && <p className="w-full text-kaki text-sm">{line.needsLine}</p>}
      {end.error !== null && (
        <p className="w-full text-kaki" role="alert">
          {sayWrong(end.error, words)}
        </p>
      )}
    </div>
  );
}
