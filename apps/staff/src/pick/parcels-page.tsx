// The counter of pickups: her code first, then the label of the parcel; a wrong parcel is said, with whose it is. Below,
// what waits for her, for the carrier, or to be put back.
import { answerOf } from '@engawa/client';
import { Button, Empty } from '@engawa/ui/work';
import { useCallback, useState } from 'react';
import { api } from '../api.ts';
import { repeating } from '../offline/repeating.ts';
import { complain, notify } from '../parts/notices.tsx';
import { sayWrong } from '../parts/say-wrong.ts';
import { SearchField } from '../parts/search-field.tsx';
import { play } from '../parts/sound.ts';
import { Answered } from '../parts/states.tsx';
import { readScan } from '../scan/read-scan.ts';
import { useScans } from '../scan/use-scans.ts';
import { useStation } from '../station/station.ts';
import { useTimes } from '../station/use-places.ts';
import { useWords } from '../words/words.ts';
import { LabelFiles } from './label-files.tsx';
import { ShipParcel } from './ship-parcel.tsx';
import { type Parcel, renew, useParcels } from './use-picks.ts';

export function ParcelsPage() {
  const words = useWords();
  const placeId = useStation()?.placeId ?? '';
  const parcels = useParcels(placeId);
  return (
    <div className="h-full overflow-y-auto">
      <div className="mx-auto max-w-4xl p-4 pane:p-6">
        <h1 className="mb-4 font-bold text-xl">{words.back.parcels.title}</h1>
        <Answered query={parcels}>
          {(list) => <Parcels parcels={list} placeId={placeId} />}
        </Answered>
      </div>
    </div>
  );
}

type ParcelsProps = { readonly parcels: readonly Parcel[]; readonly placeId: string };

function Parcels({ parcels, placeId }: ParcelsProps) {
  const words = useWords();
  const [hers, setHers] = useState<Parcel>();
  const [wrong, setWrong] = useState<string>();
  const hand = useCallback(
    async (orderId: string, parcelOrderId: string | undefined) => {
      try {
        const order = await repeating((key) =>
          answerOf(
            api.POST('/api/orders/hand-overs', {
              params: { header: { 'idempotency-key': key } },
              body: { orderId, placeId, ...(parcelOrderId === undefined ? {} : { parcelOrderId }) },
            }),
          ),
        );
        play('good');
        notify({ tone: 'calm', text: words.back.parcels.handed(order.number) });
        setHers(undefined);
        setWrong(undefined);
      } catch (error) {
        play('bad');
        setWrong(sayWrong(error, words));
      }
      await renew();
    },
    [placeId, words],
  );
  const take = useCallback(
    async (raw: string) => {
      const orderId = await orderOfScan(raw);
      if (orderId === undefined) {
        play('bad');
        setWrong(words.scan.noOrder(raw));
      } else if (hers === undefined) {
        const found = parcels.find((parcel) => parcel.orderId === orderId);
        if (found === undefined) {
          // The house says where it waits, or that it is not ready.
          await hand(orderId, undefined);
        } else {
          play('good');
          setWrong(undefined);
          setHers(found);
        }
      } else {
        await hand(hers.orderId, orderId);
      }
    },
    [hand, hers, parcels, words],
  );
  useScans((raw) => void take(raw));
  return (
    <>
      <section className="mb-6 rounded-lg border-2 border-ai bg-paper p-4">
        {hers === undefined ? (
          <>
            <p className="font-bold">{words.back.parcels.lead}</p>
            <SearchField
              initial=""
              label={words.back.parcels.code}
              onSearch={(text) => void (text === '' ? undefined : take(text))}
            />
          </>
        ) : (
          <div data-hers={hers.number}>
            <p className="text-ink-soft">{hers.number}</p>
            <p className="font-bold text-4xl" data-shelf>
              {hers.shelf ?? words.back.parcels.noShelf}
            </p>
            <p className="mt-2 font-bold">{words.back.parcels.second(hers.shelf ?? '—')}</p>
            <div className="mt-3 flex flex-wrap gap-3">
              <Button data-act="hand" onClick={() => void hand(hers.orderId, undefined)}>
                {words.back.parcels.hand}
              </Button>
              <Button look="plain" onClick={() => setHers(undefined)}>
                {words.back.parcels.other}
              </Button>
            </div>
          </div>
        )}
        {wrong === undefined ? null : (
          <p className="mt-3 rounded-lg bg-kaki-mist p-3 font-bold text-kaki" role="alert">
            {wrong}
          </p>
        )}
      </section>
      {parcels.some(({ state, fulfilment }) => state === 'ready' && fulfilment === 'delivery') ? (
        <LabelFiles placeId={placeId} />
      ) : null}
      <Waiting parcels={parcels} />
    </>
  );
}

/** Her code, the label of a parcel, or a number that was typed. */
async function orderOfScan(raw: string): Promise<string | undefined> {
  const scan = readScan(raw);
  if (scan.kind === 'order') {
    return scan.orderId;
  }
  if (scan.kind !== 'order-number') {
    return undefined;
  }
  try {
    const query = { q: scan.number, limit: 1 };
    return (await answerOf(api.GET('/api/orders', { params: { query } }))).orders[0]?.id;
  } catch {
    return undefined;
  }
}

function Waiting({ parcels }: { readonly parcels: readonly Parcel[] }) {
  const words = useWords();
  if (parcels.length === 0) {
    return <Empty icon="box" title={words.back.parcels.empty} />;
  }
  const groups = [
    { title: words.back.parcels.back, of: parcels.filter((each) => each.state !== 'ready') },
    {
      title: words.back.parcels.waiting,
      of: parcels.filter((each) => each.state === 'ready' && each.fulfilment === 'pickup'),
    },
    {
      title: words.back.parcels.ship,
      of: parcels.filter((each) => each.state === 'ready' && each.fulfilment === 'delivery'),
    },
  ];
  return groups
    .filter((group) => group.of.length > 0)
    .map((group) => (
      <section className="mb-6" key={group.title}>
        <h2 className="mb-2 font-bold">{group.title}</h2>
        <ul className="space-y-2">
          {group.of.map((parcel) => (
            <ParcelRow key={`${parcel.orderId}-${parcel.parcel}`} parcel={parcel} />
          ))}
        </ul>
      </section>
    ));
}

function ParcelRow({ parcel }: { readonly parcel: Parcel }) {
  const words = useWords();
  const times = useTimes();
  const putBack = async () => {
    try {
      await answerOf(
        api.POST('/api/orders/{orderId}/put-back', {
          params: {
            path: { orderId: parcel.orderId },
            query: parcel.parcels > 1 ? { parcel: parcel.parcel } : {},
          },
        }),
      );
      notify({ tone: 'calm', text: words.back.parcels.putBack });
    } catch (error) {
      complain(error);
    }
    await renew();
  };
  return (
    <li
      className="flex flex-wrap items-center gap-4 rounded-lg border border-line bg-paper p-3 shadow-rest"
      data-parcel={parcel.number}
    >
      <b className="min-w-16 text-2xl">{parcel.shelf ?? words.back.parcels.noShelf}</b>
      <span className="min-w-0 flex-1">
        <b>{parcel.number}</b>
        {parcel.parcels > 1 ? (
          <span className="block text-ink-soft text-sm">
            {words.back.parcels.nth(parcel.parcel, parcel.parcels)} ·{' '}
            {words.back.parcels.otherPlaces}
          </span>
        ) : null}
        {parcel.keepUntil === null ? null : (
          <span className="block text-ink-soft text-sm">
            {words.back.parcels.keepUntil(times.moment(parcel.keepUntil))}
          </span>
        )}
      </span>
      {parcel.state === 'ready' ? (
        parcel.fulfilment === 'delivery' && <ShipParcel parcel={parcel} />
      ) : (
        <Button data-act="put-back" onClick={() => void putBack()}>
          {words.back.parcels.back}
        </Button>
      )}
    </li>
  );
}
