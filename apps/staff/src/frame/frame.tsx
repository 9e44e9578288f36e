// The door and the frame: nobody gets past without a name and a shop; a locked screen shows nothing of what is behind
// it, but still announces new orders.
import { Mark } from '@engawa/ui';
import { Icon, type IconName, Loading, Trouble } from '@engawa/ui/work';
import { useCallback, useEffect, useRef, useState } from 'react';
import { NavLink, Outlet, useLocation, useNavigate } from 'react-router';
import { isSignedOut, queries } from '../api.ts';
import type { CallAnswer } from '../floor/use-floor.ts';
import { followShop, ordersKey, useFollowing } from '../log/live.ts';
import { countWaiting } from '../orders/order-list.ts';
import { useOrders } from '../orders/use-orders.ts';
import { Notices, notify } from '../parts/notices.tsx';
import { play } from '../parts/sound.ts';
import { PracticeBand } from '../practice/practice-band.tsx';
import { useScanner } from '../scan/use-scanner.ts';
import { ChoosePlace } from '../station/choose-place.tsx';
import { lock, useAutoLock, useIsLocked } from '../station/lock.ts';
import { PinDoor } from '../station/pin-pad.tsx';
import { SignIn } from '../station/sign-in.tsx';
import { setStation, useStation } from '../station/station.ts';
import { type Me, useMe } from '../station/use-me.ts';
import { useOwnPlace, usePlaceName } from '../station/use-places.ts';
import { Tour } from '../tour/tour.tsx';
import { tourOf } from '../tour/tours.ts';
import { useWords } from '../words/words.ts';
import { Settings } from './settings.tsx';

export function Frame() {
  const me = useMe();
  const station = useStation();
  const isLocked = useIsLocked();
  if (isSignedOut(me.error)) {
    return typeof station?.token === 'string' ? <PinDoor waiting={0} /> : <SignIn />;
  }
  if (me.data === undefined) {
    return (
      <main className="mx-auto max-w-2xl p-6">
        {me.error === null ? (
          <Loading />
        ) : (
          <Trouble error={me.error} onRetry={() => void me.refetch()} />
        )}
      </main>
    );
  }
  return station === null ? (
    <ChoosePlace me={me.data.data} />
  ) : (
    <Shop isLocked={isLocked} me={me.data.data} placeId={station.placeId} />
  );
}

type ShopProps = { readonly isLocked: boolean; readonly me: Me; readonly placeId: string };

function Shop({ isLocked, me, placeId }: ShopProps) {
  const words = useWords();
  const orders = useOrders(placeId);
  const waiting = countWaiting(orders.data?.data ?? []);
  const arrived = words.orders.arrived;
  const onArrival = useCallback(
    (order: { readonly id: string; readonly number: string }) => {
      play('order');
      notify({ tone: 'new', text: arrived(order.number), to: `/orders/${order.id}` });
    },
    [arrived],
  );
  const asked = words.floor.layaways.arrived;
  const onLayaway = useCallback(
    (layaway: { readonly id: string; readonly number: string }) => {
      play('order');
      notify({ tone: 'new', text: asked(layaway.number), to: `/layaways/${layaway.id}` });
    },
    [asked],
  );
  const { calls } = words.floor;
  const placeName = usePlaceName();
  const named = useRef(placeName);
  useEffect(() => {
    named.current = placeName;
  }, [placeName]);
  const onCall = useCallback(
    ({
      placeId: other,
      answer,
    }: {
      readonly placeId: string;
      readonly answer: CallAnswer | null;
    }) => {
      const name = named.current(other) ?? '';
      play(answer === null ? 'order' : 'good');
      const text =
        answer === null ? calls.arrived(name) : calls.answered(name, calls.answers[answer]);
      notify({ tone: 'new', text, to: '/calls' });
    },
    [calls],
  );
  useEffect(
    () => followShop({ placeId, onArrival, onLayaway, onCall }),
    [placeId, onArrival, onLayaway, onCall],
  );
  useEffect(() => {
    // Another's place would show another's orders: the session decides.
    if (me.placeId !== null && me.placeId !== placeId) {
      setStation({ placeId: me.placeId, token: null });
      void queries.invalidateQueries({ queryKey: ordersKey(me.placeId) });
    }
  }, [me.placeId, placeId]);
  return isLocked ? (
    <>
      <PracticeBand />
      <PinDoor waiting={waiting} />
    </>
  ) : (
    <Room name={me.name} staffId={me.id} placeId={placeId} waiting={waiting} />
  );
}

type RoomProps = {
  readonly name: string;
  readonly staffId: string;
  readonly placeId: string;
  readonly waiting: number;
};

function Room({ name, staffId, placeId, waiting }: RoomProps) {
  const words = useWords();
  const following = useFollowing();
  const placeName = usePlaceName();
  const cooks = useOwnPlace()?.capabilities.includes('cooks') === true;
  const settings = useRef<HTMLDialogElement>(null);
  const navigate = useNavigate();
  const room = tourOf(useLocation().pathname);
  const [isAgain, setIsAgain] = useState(false);
  useAutoLock();
  useScanner(navigate);
  return (
    <div
      className="flex h-dvh flex-col pb-[env(safe-area-inset-bottom)] md:flex-row"
      data-following={following}
    >
      <title>{`${words.name} | ${placeName(placeId) ?? ''}`}</title>
      <nav
        aria-label={words.name}
        className="order-last flex shrink-0 border-line border-t bg-shade md:order-first md:w-24 md:flex-col md:border-t-0 md:border-r"
      >
        <div className="hidden h-18 items-center justify-center md:flex">
          <Mark className="size-10" />
        </div>
        <RoomLink icon="coin" name={words.rooms.till} to="/till" />
        <RoomLink count={waiting} icon="bag" name={words.rooms.orders} to="/orders" />
        <RoomLink icon="check" name={words.rooms.today} to="/today" />
        <RoomLink icon="person" name={words.rooms.customers} to="/customers" />
        <RoomLink icon="box" name={words.rooms.stock} to="/stock" />
        {/* On a narrow screen a kitchen has no room for it: its own page reads codes. */}
        <RoomLink hasRoom={!cooks} icon="scan" name={words.rooms.scan} to="/scan" />
        {cooks && <RoomLink icon="clock" name={words.rooms.kitchen} to="/kitchen" />}
        <div className="hidden flex-1 md:block" />
        <RailButton
          icon="settings"
          name={words.station.menu}
          onClick={() => settings.current?.showModal()}
        />
      </nav>
      <div className="flex min-h-0 min-w-0 flex-1 flex-col">
        {/* The till has a band of its own. */}
        {room !== 'till' && <PracticeBand />}
        <header className="flex min-h-14 shrink-0 items-center gap-3 border-line border-b py-1 pr-2 pl-4">
          <p className="min-w-0 flex-1 font-bold leading-tight max-md:text-sm">
            {placeName(placeId) ?? ''}
          </p>
          <LineState />
          <button
            className="flex min-h-12 items-center gap-2 rounded-lg px-3 text-ai active:bg-shade"
            data-act="lock"
            onClick={lock}
            type="button"
          >
            <Icon className="size-5" name="switch" />
            <span className="max-w-32 leading-tight max-md:max-w-20 max-md:text-sm">{name}</span>
            <span className="sr-only">{words.station.lock}</span>
          </button>
        </header>
        {following === 'retrying' && (
          <p className="border-kaki border-b bg-kaki-mist px-4 py-2 text-kaki" role="status">
            {words.line.awayLong}
          </p>
        )}
        {room !== undefined && (
          <Tour
            isAgain={isAgain}
            key={`${staffId} ${room}`}
            onEnd={() => setIsAgain(false)}
            room={room}
            staffId={staffId}
          />
        )}
        <main className="min-h-0 flex-1">
          <Outlet />
        </main>
      </div>
      <Settings
        dialog={settings}
        name={name}
        onTour={room === undefined ? undefined : () => setIsAgain(true)}
        placeId={placeId}
      />
      <Notices />
    </div>
  );
}

function LineState() {
  const words = useWords();
  const isAway = useFollowing() === 'retrying';
  return (
    <span
      className={`flex items-center gap-2 text-sm ${isAway ? 'font-bold text-kaki' : 'text-ink-soft'}`}
    >
      {isAway ? (
        <Icon className="size-5" name="away" />
      ) : (
        <span aria-hidden="true" className="size-2.5 rounded-full bg-ai" />
      )}
      <span className={isAway ? '' : 'max-md:sr-only'}>
        {isAway ? words.line.away : words.line.live}
      </span>
    </span>
  );
}

type RoomLinkProps = {
  readonly to: string;
  readonly icon: IconName;
  readonly name: string;
  readonly count?: number;
  /** Whether it is shown on a narrow screen too. */
  readonly hasRoom?: boolean;
};

const railLook =
  'relative flex min-h-18 flex-1 flex-col items-center justify-center gap-1 whitespace-nowrap text-[0.6875rem] md:min-h-20 md:flex-none md:text-sm';

function RoomLink({ to, icon, name, count = 0, hasRoom = true }: RoomLinkProps) {
  return (
    <NavLink
      className={({ isActive }) =>
        `${railLook} ${hasRoom ? '' : 'max-md:hidden'} ${isActive ? 'bg-washi font-bold text-ai' : 'text-ink-soft active:bg-washi'}`
      }
      to={to}
    >
      <Icon className="size-7" name={icon} />
      {name}
      {count > 0 && (
        <span className="absolute top-1.5 right-0.5 min-w-6 rounded-full md:top-2 md:right-4 bg-kaki px-1.5 text-center font-bold text-paper text-xs">
          {count}
        </span>
      )}
    </NavLink>
  );
}

type RailButtonProps = {
  readonly icon: IconName;
  readonly name: string;
  readonly onClick: () => void;
};

function RailButton({ icon, name, onClick }: RailButtonProps) {
  return (
    <button
      aria-label={name}
      data-act={icon}
      className={`${railLook} max-w-16 text-ink-soft active:bg-washi md:max-w-none`}
      onClick={onClick}
      type="button"
    >
      <Icon className="size-7" name={icon} />
    </button>
  );
}
