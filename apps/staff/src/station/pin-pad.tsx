// Who takes over, and the PIN: keys as big as a thumb, and a keyboard works too.
import { answerOf } from '@engawa/client';
import { Button, Icon, Loading, Trouble, Wrong } from '@engawa/ui/work';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { api, isSignedOut } from '../api.ts';
import { useSync } from '../till/book/sync.ts';
import { useWords } from '../words/words.ts';
import { SignIn, Threshold, welcome } from './sign-in.tsx';
import { setStation, useStation } from './station.ts';
import { usePlaceName } from './use-places.ts';

type Colleague = { readonly id: string; readonly name: string };

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
    queryFn: async () => {
      const headers = stationHeaders(station?.token);
      return (await answerOf(api.GET('/api/staff/switch-list', { headers }))).members;
    },
    staleTime: 0,
  });
  const isUnknown = isSignedOut(colleagues.error);
  useEffect(() => {
    // The house took this tablet out of its registry: its token opens nothing any more.
    if (isUnknown && station !== null && station.token !== null) {
      setStation({ ...station, token: null });
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
      {colleagues.data !== undefined && <Colleagues members={colleagues.data} />}
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

function Colleagues({ members }: { readonly members: readonly Colleague[] }) {
  const words = useWords();
  const [chosen, setChosen] = useState<Colleague>();
  if (chosen !== undefined) {
    return <PinPad colleague={chosen} onBack={() => setChosen(undefined)} />;
  }
  if (members.length === 0) {
    return <p className="mt-8 rounded-lg bg-shade p-5">{words.station.nobody}</p>;
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

type PinPadProps = { readonly colleague: Colleague; readonly onBack: () => void };

function PinPad({ colleague, onBack }: PinPadProps) {
  const words = useWords();
  const station = useStation();
  const [pin, setPin] = useState('');
  const switching = useMutation({
    mutationFn: (entered: string) =>
      answerOf(
        api.POST('/api/staff/pin-switch', {
          body: { staffId: colleague.id, pin: entered },
          headers: stationHeaders(station?.token),
        }),
      ),
    onSuccess: ({ staff }) => welcome(staff),
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
        {switching.error !== null && pin === '' && <Wrong error={switching.error} />}
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
