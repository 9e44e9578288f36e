// Who takes over, and the PIN: keys as big as a thumb, and a keyboard works too. Without a line, those who have taken
// over here in the last days can do so again.
import { answerOf, Refused, Unreachable } from '@engawa/client';
import { Button, Icon, Loading, Trouble, Wrong } from '@engawa/ui/work';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { api, isSignedOut } from '../api.ts';
import { useSync } from '../till/book/sync.ts';
import { useWords } from '../words/words.ts';
import { forgetPins, keepOnly, keepPin, listAway, sealPin, tryAway } from './away-pins.ts';
import { SignIn, Threshold, welcome, welcomeAway } from './sign-in.tsx';
import { type Station, setStation, useStation } from './station.ts';
import { usePlaceName } from './use-places.ts';

type Colleague = { readonly id: string; readonly name: string };
type Door = { readonly members: readonly Colleague[]; readonly isAway: boolean };

const awayLookMs = 5000;

async function listColleagues(station: Station | null): Promise<Door> {
  try {
    const headers = stationHeaders(station?.token);
    const { members } = await answerOf(api.GET('/api/staff/switch-list', { headers }));
    await keepOnly(members.map(({ id }) => id));
    return { members, isAway: false };
  } catch (error) {
    if (!(error instanceof Unreachable) || station === null) {
      throw error;
    }
    return { members: await listAway(station.placeId), isAway: true };
  }
}

/** The tablet's own token, where it has one; else the session of before. */
function stationHeaders(token: string | null | undefined): Record<string, string> {
  return typeof token === 'string' ? { authorization: `Bearer ${token}` } : {};
}

export function PinDoor({ waiting }: { readonly waiting: number }) {
  const words = useWords();
  const station = useStation();
  const placeName = usePlaceName();
  const [withPassword, setWithPassword] = useState(false);
  const colleagues = useQuery({
    queryKey: ['switch-list', station?.placeId, station?.token],
    queryFn: () => listColleagues(station),
    staleTime: 0,
    // Until there is a line again.
    refetchInterval: ({ state }) => (state.data?.isAway === true ? awayLookMs : false),
  });
  const isUnknown = isSignedOut(colleagues.error);
  useEffect(() => {
    // The house took this tablet out of its registry: its token opens nothing any more.
    if (isUnknown && station !== null && station.token !== null) {
      setStation({ ...station, token: null });
      void forgetPins();
    }
  }, [isUnknown, station]);
  if (withPassword || isUnknown) {
    return (
      <SignIn>
        {!isUnknown && (
          <Button className="mt-4 w-full" look="plain" onClick={() => setWithPassword(false)}>
            {words.common.back}
          </Button>
        )}
      </SignIn>
    );
  }
  return (
    <Threshold>
      <p className="mt-3 flex flex-wrap items-baseline gap-x-4 text-lg">
        <span>{station === null ? '' : placeName(station.placeId)}</span>
        {waiting > 0 && <b className="text-kaki">{words.station.waiting(waiting)}</b>}
      </p>
      <Untold />
      {colleagues.data?.isAway === true && (
        <p className="mt-3 rounded-lg bg-kaki-mist p-4 text-kaki" data-door="away" role="status">
          {words.station.awayDoor}
        </p>
      )}
      {colleagues.data !== undefined && <Colleagues {...colleagues.data} />}
      {colleagues.data === undefined &&
        (colleagues.error === null ? (
          <Loading />
        ) : (
          <Trouble error={colleagues.error} onRetry={() => void colleagues.refetch()} />
        ))}
      <Button className="mt-6 w-full" look="plain" onClick={() => setWithPassword(true)}>
        {words.station.withPassword}
      </Button>
    </Threshold>
  );
}

/** What the till has not told the house yet; it is told whoever is signed in. */
function Untold() {
  const words = useWords().till.sync;
  const { waiting, phase } = useSync();
  return waiting === 0 ? null : (
    <p className="mt-2 text-kaki" role="status">
      {phase === 'away' ? words.away(waiting) : words.telling(waiting)}
    </p>
  );
}

function Colleagues({ members, isAway }: Door) {
  const words = useWords();
  const [chosen, setChosen] = useState<Colleague>();
  if (chosen !== undefined) {
    return <PinPad colleague={chosen} onBack={() => setChosen(undefined)} />;
  }
  if (members.length === 0) {
    return (
      <p className="mt-8 rounded-lg bg-shade p-5">
        {isAway ? words.station.awayNobody : words.station.nobody}
      </p>
    );
  }
  return (
    <>
      <h2 className="mt-8 mb-3 text-ink-soft">{words.station.who}</h2>
      <ul className="grid max-h-[50vh] grid-cols-2 gap-3 overflow-y-auto">
        {members.map((member) => (
          <li key={member.id}>
            <button
              className="min-h-20 w-full rounded-lg border border-line bg-paper px-3 font-bold text-lg shadow-rest active:bg-shade"
              onClick={() => setChosen(member)}
              type="button"
            >
              {member.name}
            </button>
          </li>
        ))}
      </ul>
    </>
  );
}

const pinMin = 4;
const pinMax = 8;

class AwayRefused extends Error {
  readonly seconds: number | undefined;
  readonly why: 'wrong' | 'over' | 'wait';

  constructor(why: 'wrong' | 'over' | 'wait', seconds?: number) {
    super(why);
    this.why = why;
    this.seconds = seconds;
  }
}

/** By the house; without a line by this tablet itself. Throws `Refused`, `AwayRefused`. */
async function takeOver(staffId: string, pin: string, station: Station | null): Promise<void> {
  const isOwn = station !== null && station.token !== null;
  const sealing = isOwn && navigator.onLine ? sealPin(pin) : undefined;
  try {
    const body = { staffId, pin };
    const headers = stationHeaders(station?.token);
    const { staff } = await answerOf(api.POST('/api/staff/pin-switch', { body, headers }));
    const sealed = await sealing;
    if (isOwn && sealed !== undefined) {
      // Before she is in: a page that is left at once would have forgotten it.
      await keepPin(staff, station.placeId, sealed);
    }
    await welcome(staff);
  } catch (error) {
    if (error instanceof Refused && error.code === 'staff.pin_wrong') {
      await forgetPins(staffId);
    }
    if (!(error instanceof Unreachable)) {
      throw error;
    }
    const answer = await tryAway(staffId, pin);
    if ('refused' in answer) {
      throw new AwayRefused(answer.refused, answer.refused === 'wait' ? answer.seconds : undefined);
    }
    welcomeAway(answer.me);
  }
}

function WhyNot({ error }: { readonly error: Error }) {
  const words = useWords().station;
  if (!(error instanceof AwayRefused)) {
    return <Wrong error={error} />;
  }
  const said = {
    wrong: words.awayWrong,
    over: words.awayOver,
    wait: words.awayWait(String(error.seconds ?? 0)),
  };
  return (
    <p className="rounded-md bg-kaki-mist px-4 py-3 text-kaki" data-away={error.why}>
      {said[error.why]}
    </p>
  );
}

type PinPadProps = { readonly colleague: Colleague; readonly onBack: () => void };

function PinPad({ colleague, onBack }: PinPadProps) {
  const words = useWords();
  const station = useStation();
  const [pin, setPin] = useState('');
  const switching = useMutation({
    mutationFn: (entered: string) => takeOver(colleague.id, entered, station),
    onError: () => setPin(''),
  });
  const { mutate, isPending } = switching;
  const type = (digit: string) => setPin((before) => (before + digit).slice(0, pinMax));
  const isLong = pin.length >= pinMin && !isPending;
  useEffect(() => {
    const typed = (event: KeyboardEvent) => {
      if (/^\d$/.test(event.key)) {
        setPin((before) => (before + event.key).slice(0, pinMax));
      } else if (event.key === 'Backspace') {
        setPin((before) => before.slice(0, -1));
      } else if (event.key === 'Enter' && isLong && !(event.target instanceof HTMLButtonElement)) {
        mutate(pin);
      }
    };
    document.addEventListener('keydown', typed);
    return () => document.removeEventListener('keydown', typed);
  }, [pin, isLong, mutate]);
  const keyLook =
    'flex h-16 items-center justify-center rounded-lg border border-line bg-paper text-2xl shadow-rest active:bg-shade disabled:opacity-50';
  return (
    <div className="mt-5">
      <div className="flex items-center gap-2">
        <button
          aria-label={words.common.back}
          className="flex size-12 items-center justify-center rounded-lg active:bg-shade"
          onClick={onBack}
          type="button"
        >
          <Icon name="back" />
        </button>
        <h2 className="font-bold text-lg">{words.station.pinOf(colleague.name)}</h2>
      </div>
      <p aria-live="polite" className="sr-only">
        {words.station.digits(pin.length)}
      </p>
      <div aria-hidden="true" className="my-5 flex h-5 justify-center gap-4">
        {Array.from({ length: Math.max(pinMin, pin.length) }, (_, index) => `dot-${index}`).map(
          (dot, index) => (
            <span
              className={`size-4 rounded-full border-2 border-ai ${index < pin.length ? 'bg-ai' : ''}`}
              key={dot}
            />
          ),
        )}
      </div>
      <div aria-live="polite" className="mb-3 min-h-7 text-center text-ink-soft">
        {isPending && words.station.working}
        {switching.error !== null && pin === '' && <WhyNot error={switching.error} />}
      </div>
      <div className="grid grid-cols-3 gap-3">
        {['1', '2', '3', '4', '5', '6', '7', '8', '9'].map((digit) => (
          <button className={keyLook} key={digit} onClick={() => type(digit)} type="button">
            {digit}
          </button>
        ))}
        <button
          aria-label={words.station.deleteDigit}
          className={keyLook}
          disabled={pin === ''}
          onClick={() => setPin((before) => before.slice(0, -1))}
          type="button"
        >
          <Icon name="erase" />
        </button>
        <button className={keyLook} onClick={() => type('0')} type="button">
          0
        </button>
        <Button
          className="h-16 whitespace-nowrap px-1"
          disabled={!isLong}
          look="main"
          onClick={() => mutate(pin)}
        >
          {words.station.enter}
        </Button>
      </div>
    </div>
  );
}
