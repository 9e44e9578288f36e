// The kitchen: what is to be made, by promised time and station; what waits to be handed over; live, and on without a line.
import { answerOf } from '@engawa/client';
import { Button, Empty, Icon } from '@engawa/ui/work';
import { type FormEvent, useCallback, useState } from 'react';
import { api, queries } from '../api.ts';
import { complain, notify } from '../parts/notices.tsx';
import { play } from '../parts/sound.ts';
import { Answered } from '../parts/states.tsx';
import { useScans } from '../scan/use-scans.ts';
import { useStation } from '../station/station.ts';
import { useWords } from '../words/words.ts';
import { Labels } from './labels.tsx';
import { Pauses } from './pauses.tsx';
import { useSteps } from './steps.ts';
import { TicketCard } from './ticket-card.tsx';
import { type Display, type Ticket, useDisplay, useHouseClock } from './use-display.ts';

export function KitchenPage() {
  const words = useWords();
  const placeId = useStation()?.placeId ?? '';
  const display = useDisplay(placeId);
  return (
    <div className="flex h-full flex-col">
      <h1 className="sr-only">{words.kitchen.title}</h1>
      <Answered query={display}>{(data) => <Room display={data} placeId={placeId} />}</Answered>
    </div>
  );
}

/** What is only read has nothing else in it that the keyboard could stop at. */
function scrolledByKeys(name: string) {
  return { role: 'region', tabIndex: 0, 'aria-label': name } as const;
}

type RoomProps = {
  readonly display: Display & { readonly aheadMs?: number };
  readonly placeId: string;
};

function Room({ display, placeId }: RoomProps) {
  const words = useWords();
  const say = words.kitchen;
  const [station, setStation] = useState<string | null>(null);
  const [labelled, setLabelled] = useState<Ticket>();
  const [isPausing, setIsPausing] = useState(false);
  const nowMs = useHouseClock(display.aheadMs ?? 0);
  const waiting = useSteps().length;
  useHandOverScans(placeId);
  const { tickets, stations } = display;
  if (stations.length === 0) {
    return <Empty icon="clock" title={say.noKitchen} />;
  }
  const ready = tickets.filter(({ state }) => state === 'ready');
  const toMake = tickets.filter(
    (ticket) =>
      ticket.state !== 'ready' &&
      ticket.cups.some((cup) => !cup.isDone && (station === null || cup.station === station)),
  );
  const shared = { nowMs, placeId, stations, onLabels: setLabelled };
  return (
    <>
      <div className="flex flex-wrap items-center gap-2 border-line border-b px-3 py-2">
        <fieldset className="flex flex-wrap gap-1">
          <legend className="sr-only">{say.title}</legend>
          <StationTab isOn={station === null} name={say.all} onClick={() => setStation(null)} />
          {stations.map(({ code, nameJa, nameEn }) => (
            <StationTab
              isOn={station === code}
              key={code}
              name={words.lang === 'en' ? nameEn : nameJa}
              onClick={() => setStation(code)}
            />
          ))}
        </fieldset>
        <span className="flex-1" />
        <Button data-act="pauses" onClick={() => setIsPausing(true)}>
          <Icon className="size-5" name="pause" />
          {say.pauses}
          {display.pauses.length > 0 && (
            <span className="min-w-6 rounded-full bg-kaki px-1.5 text-center font-bold text-paper text-xs">
              {display.pauses.length}
            </span>
          )}
        </Button>
      </div>
      {waiting > 0 && (
        <p className="bg-kaki-mist px-4 py-2 text-kaki text-sm" data-unsent={waiting} role="status">
          {say.waiting(waiting)}
        </p>
      )}
      <div className="min-h-0 flex-1 overflow-y-auto overscroll-contain pane:flex pane:overflow-hidden">
        <div
          {...scrolledByKeys(say.now)}
          className="px-3 py-3 pane:min-h-0 pane:flex-1 pane:overflow-y-auto"
        >
          <h2 className="mb-2 font-bold text-lg">
            {say.now}
            <span className="ml-2 font-normal text-base text-ink-soft">{toMake.length}</span>
          </h2>
          {toMake.length === 0 ? (
            <Empty icon="clock" title={say.nothing} hint={say.nothingHint} />
          ) : (
            <ul className="grid grid-cols-[repeat(auto-fill,minmax(17rem,1fr))] items-start gap-3">
              {toMake.map((ticket) => (
                <li key={ticket.orderId}>
                  <TicketCard {...shared} station={station} ticket={ticket} />
                </li>
              ))}
            </ul>
          )}
        </div>
        <div
          {...scrolledByKeys(say.ready)}
          className="border-line bg-shade/60 px-3 py-3 max-pane:border-t pane:min-h-0 pane:w-88 pane:overflow-y-auto pane:border-l"
        >
          <h2 className="mb-2 font-bold text-lg">
            {say.ready}
            <span className="ml-2 font-normal text-base text-ink-soft">{ready.length}</span>
          </h2>
          <CodeField placeId={placeId} />
          {ready.length === 0 ? (
            <p className="py-6 text-center text-ink-soft">{say.noneReady}</p>
          ) : (
            <ul className="space-y-3">
              {inOrderOfArrival(ready).map((ticket) => (
                <li key={ticket.orderId}>
                  <TicketCard {...shared} station={null} ticket={ticket} />
                </li>
              ))}
            </ul>
          )}
          <Last display={display} />
        </div>
      </div>
      {labelled !== undefined && (
        <Labels onClose={() => setLabelled(undefined)} ticket={labelled} />
      )}
      {isPausing && (
        <Pauses display={display} onClose={() => setIsPausing(false)} placeId={placeId} />
      )}
    </>
  );
}

/** Who stands at the counter first, then by promised time. */
function inOrderOfArrival(tickets: readonly Ticket[]): Ticket[] {
  return tickets.toSorted((a, b) => Number(b.arrivedAt !== null) - Number(a.arrivedAt !== null));
}

type TabProps = { readonly name: string; readonly isOn: boolean; readonly onClick: () => void };

function StationTab({ name, isOn, onClick }: TabProps) {
  return (
    <button
      aria-pressed={isOn}
      className={`min-h-12 rounded-md px-4 ${isOn ? 'bg-ai font-bold text-paper' : 'border border-edge bg-paper active:bg-shade'}`}
      onClick={onClick}
      type="button"
    >
      {name}
    </button>
  );
}

function Last({ display }: { readonly display: Display }) {
  const say = useWords().kitchen;
  return display.last.length === 0 ? null : (
    <details className="mt-6">
      <summary className="flex min-h-12 items-center text-ink-soft">{say.last}</summary>
      <ul className="space-y-1">
        {display.last.map(({ orderId, callNumber, cups }) => (
          <li className="flex justify-between gap-3" key={orderId}>
            <span>{say.number(callNumber)}</span>
            <span className="text-ink-soft">{say.count(cups.length)}</span>
          </li>
        ))}
      </ul>
    </details>
  );
}

/** Asks the house whose code it is; it says no in words that tell what to do. */
async function handOverByCode(placeId: string, code: string): Promise<Ticket | undefined> {
  try {
    const ticket = await answerOf(
      api.POST('/api/kitchen/hand-overs', { body: { placeId, code: code.slice(0, 100) } }),
    );
    void queries.invalidateQueries({ queryKey: ['kitchen'] });
    return ticket;
  } catch (error) {
    play('bad');
    complain(error);
    return undefined;
  }
}

function useHandOver(placeId: string): (code: string) => Promise<void> {
  const { done } = useWords().kitchen;
  return useCallback(
    async (code: string) => {
      const ticket = await handOverByCode(placeId, code);
      if (ticket !== undefined) {
        play('good');
        notify({ tone: 'calm', text: done(ticket.callNumber) });
      }
    },
    [placeId, done],
  );
}

/** A reader's code hands over, wherever the focus is. */
function useHandOverScans(placeId: string): void {
  const handOver = useHandOver(placeId);
  useScans((raw) => void handOver(raw));
}

function CodeField({ placeId }: { readonly placeId: string }) {
  const say = useWords().kitchen;
  const handOver = useHandOver(placeId);
  const [code, setCode] = useState('');
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (code.trim() !== '') {
      void handOver(code);
      setCode('');
    }
  };
  return (
    <form className="mb-4" onSubmit={submit}>
      <p className="mb-1 text-ink-soft text-sm">{say.scanHint}</p>
      <div className="flex gap-2">
        <input
          aria-label={say.byHand}
          autoComplete="off"
          className="min-h-12 w-full min-w-0 rounded-md border border-edge bg-paper px-3"
          data-act="code"
          lang="en"
          maxLength={100}
          onChange={(event) => setCode(event.target.value)}
          placeholder={say.byHand}
          value={code}
        />
        <Button className="shrink-0" type="submit">
          {say.enter}
        </Button>
      </div>
    </form>
  );
}
