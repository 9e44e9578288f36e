// One ticket: its number and time, what of it is to be made here, and the one thing to press.
import { Button, Icon, type IconName } from '@engawa/ui/work';
import { useState } from 'react';
import { useTimes } from '../station/use-places.ts';
import { useWords } from '../words/words.ts';
import { type Lateness, latenessOf } from './lateness.ts';
import { doStep } from './steps.ts';
import type { Cup, Display, Ticket } from './use-display.ts';

type CardProps = {
  readonly ticket: Ticket;
  /** Null: all of them. */
  readonly station: string | null;
  readonly stations: Display['stations'];
  readonly nowMs: number;
  readonly placeId: string;
  readonly onLabels: (ticket: Ticket) => void;
};

const edges: Readonly<Record<Lateness['kind'], string>> = {
  late: 'border-kaki border-l-8 bg-kaki-mist',
  soon: 'border-kaki border-l-8 bg-paper',
  now: 'border-ai border-l-8 bg-paper',
  later: 'border-line border-l-8 bg-paper',
  ready: 'border-ai border-l-8 bg-ai-mist',
};

const icons: Partial<Record<Lateness['kind'], IconName>> = { late: 'alert', ready: 'check' };

export function TicketCard({ ticket, station, stations, nowMs, placeId, onLabels }: CardProps) {
  const words = useWords();
  const say = words.kitchen;
  const times = useTimes();
  const lateness = latenessOf(ticket, nowMs);
  const cups = ticket.cups.filter((cup) => station === null || cup.station === station);
  const step = (kind: 'bump' | 'recall') =>
    doStep({ kind, orderId: ticket.orderId, placeId, station });
  const isReady = ticket.state === 'ready';
  const hasDone = cups.some(({ isDone }) => isDone);
  return (
    <article
      className={`rounded-lg border p-3 shadow-rest ${edges[lateness.kind]}`}
      data-call={ticket.callNumber}
      data-lateness={lateness.kind}
      data-ticket={ticket.state}
    >
      <header className="flex items-start justify-between gap-2">
        <h3 className="font-bold text-2xl leading-none tabular-nums">
          {say.number(ticket.callNumber)}
        </h3>
        <p className="text-right text-sm leading-snug">
          <span
            className={`flex items-center justify-end gap-1 font-bold ${lateness.kind === 'late' || lateness.kind === 'soon' ? 'text-kaki' : 'text-ai'}`}
          >
            <Icon className="size-4" name={icons[lateness.kind] ?? 'clock'} />
            <LatenessWord lateness={lateness} startAt={times.hour(ticket.startAt)} />
          </span>
          <span className="text-ink-soft">{say.by(times.hour(ticket.promisedAt))}</span>
        </p>
      </header>
      <p className="mt-1 flex flex-wrap gap-x-3 text-sm">
        <span className={ticket.isEatenIn ? 'font-bold text-ai' : 'text-ink-soft'}>
          {ticket.isEatenIn ? say.eatIn : say.takeOut}
        </span>
        {ticket.arrivedAt !== null && <span className="font-bold text-kaki">{say.here}</span>}
        {ticket.arrivedAt === null && ticket.expectedAt !== null && (
          <span className="text-ink-soft">{say.expected(times.hour(ticket.expectedAt))}</span>
        )}
      </p>
      <Cups
        cups={cups}
        isParted={station === null && stations.length > 1}
        isReady={isReady}
        stations={stations}
      />
      <footer className="mt-3 flex flex-wrap gap-2">
        {isReady ? (
          <HandOver placeId={placeId} ticket={ticket} />
        ) : (
          <Button
            aria-label={say.bumpOf(ticket.callNumber)}
            className="min-h-16 flex-1 text-lg"
            data-act="bump"
            look="main"
            onClick={() => step('bump')}
          >
            <Icon name="check" />
            {say.bump}
          </Button>
        )}
        <Button className="px-3" data-act="labels" onClick={() => onLabels(ticket)}>
          {say.labels}
        </Button>
        {(isReady || hasDone) && (
          <Button className="px-3" data-act="recall" onClick={() => step('recall')}>
            {say.recall}
          </Button>
        )}
      </footer>
    </article>
  );
}

function LatenessWord({
  lateness,
  startAt,
}: {
  readonly lateness: Lateness;
  readonly startAt: string;
}) {
  const say = useWords().kitchen;
  switch (lateness.kind) {
    case 'late':
      return say.late(lateness.minutes);
    case 'soon':
      return say.soon(lateness.minutes);
    case 'now':
      return say.makeNow;
    case 'ready':
      return say.isReady;
    case 'later':
      break;
  }
  return say.from(startAt);
}

type CupsProps = {
  readonly cups: readonly Cup[];
  readonly stations: Display['stations'];
  /** The station of each is said where several are shown. */
  readonly isParted: boolean;
  readonly isReady: boolean;
};

function Cups({ cups, stations, isParted, isReady }: CupsProps) {
  const words = useWords();
  const isEn = words.lang === 'en';
  const nameOf = (code: string) => {
    const station = stations.find((each) => each.code === code);
    return (isEn ? station?.nameEn : station?.nameJa) ?? '';
  };
  return (
    <ul className="mt-2 space-y-1.5">
      {together(cups).map(({ cup, count }) => (
        <li className={cup.isDone && !isReady ? 'text-ink-soft line-through' : ''} key={cup.number}>
          <span className="font-bold">
            {isEn ? cup.nameEn : cup.nameJa}
            {count > 1 && <span className="ml-1 text-kaki">×{count}</span>}
          </span>
          {isParted && <span className="ml-2 text-ink-soft text-xs">{nameOf(cup.station)}</span>}
          {cup.optionsJa.length > 0 && (
            <span className="block text-ai text-sm">
              {(isEn ? cup.optionsEn : cup.optionsJa).join(' · ')}
            </span>
          )}
        </li>
      ))}
    </ul>
  );
}

/** The same ones as one line with their count. */
function together(cups: readonly Cup[]): { readonly cup: Cup; readonly count: number }[] {
  const same = Map.groupBy(cups, (cup) => `${cup.itemId} ${cup.optionsJa.join(' ')} ${cup.isDone}`);
  return [...same.values()].flatMap((those) => {
    const [cup] = those;
    return cup === undefined ? [] : [{ cup, count: those.length }];
  });
}

/** By the code; without one it takes a second press. */
function HandOver({ ticket, placeId }: { readonly ticket: Ticket; readonly placeId: string }) {
  const say = useWords().kitchen;
  const [isAsked, setIsAsked] = useState(false);
  const press = () => {
    if (isAsked) {
      doStep({ kind: 'handOver', orderId: ticket.orderId, placeId, station: null });
    } else {
      setIsAsked(true);
    }
  };
  return (
    <Button
      className="min-h-16 w-full"
      data-act="hand-over"
      look={isAsked ? 'main' : 'quiet'}
      onClick={press}
    >
      {isAsked ? say.handOverSure : say.handOver}
    </Button>
  );
}
