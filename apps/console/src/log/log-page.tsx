// The log as it happens. Newest on top; what is paused is kept back and shown when asked for.
import type { LoggedEvent } from '@engawa/client';
import { Button, Empty, Icon, Loading } from '@engawa/ui/work';
import { useEffect, useId, useMemo, useRef, useState, useSyncExternalStore } from 'react';
import { Link } from 'react-router';
import { liveLog } from '../api.ts';
import { useTimes } from '../house/use-house.ts';
import {
  type Described,
  describeMoment,
  kindOf,
  type MomentKind,
  sentenceOf,
} from '../moments/describe-moment.ts';
import { Page } from '../parts/page.tsx';
import { TextLink } from '../parts/text-link.tsx';
import { usePlaceName } from '../places/use-places.ts';
import { useSees } from '../staff/use-may.ts';
import { useWords } from '../words/words.ts';
import { countLastMinute, type Feed, feedLengthMax } from './feed.ts';

export function LogPage() {
  const words = useWords();
  const { feed } = useSyncExternalStore(liveLog.subscribe, liveLog.read);
  const [kind, setKind] = useState<MomentKind | ''>('');
  // What was there at the pause is kept here: the feed itself moves on and forgets.
  const [paused, setPaused] = useState<Feed>();
  const { events = [] } = paused ?? feed ?? {};
  const shown = events.filter((event) => kind === '' || kindOf(event.type) === kind);
  const waiting = (feed?.position ?? 0) - (paused?.position ?? feed?.position ?? 0);
  const kinds = useMemo(
    () =>
      [
        ...new Set(
          feed?.events.map((event) => kindOf(event.type)).concat(kind === '' ? [] : [kind]),
        ),
      ].toSorted(),
    [feed?.events, kind],
  );
  const pause = () => setPaused(paused === undefined ? feed : undefined);

  return (
    <Page
      actions={
        <div className="flex w-full flex-wrap items-center gap-3 md:w-auto">
          <LastMinute />
          <KindSelect kind={kind} kinds={kinds} onChange={setKind} />
          <Button aria-pressed={paused !== undefined} onClick={pause}>
            <Icon name={paused === undefined ? 'pause' : 'play'} />
            {paused === undefined ? words.log.pause : words.log.resume}
          </Button>
        </div>
      }
      lead={<Lead />}
      title={words.pages.log}
    >
      {paused !== undefined && (
        <div className="mb-4">
          <Button className="w-full" onClick={() => setPaused(undefined)}>
            {waiting > 0 ? words.log.waiting(waiting) : words.log.paused}
          </Button>
        </div>
      )}
      <Announcer events={shown} />
      {feed === undefined ? <Loading /> : <Moments events={shown} isFiltered={kind !== ''} />}
      {shown.length >= feedLengthMax && (
        <p className="mt-4 text-ink-soft text-sm">{words.log.capped(feedLengthMax)}</p>
      )}
    </Page>
  );
}

type MomentsProps = { readonly events: readonly LoggedEvent[]; readonly isFiltered: boolean };

function Moments({ events, isFiltered }: MomentsProps) {
  const words = useWords();
  const placeName = usePlaceName();
  // What was there when the page opened does not move; what comes later does.
  const [openedAt] = useState(() => liveLog.read().feed?.position ?? 0);
  if (events.length === 0) {
    return isFiltered ? (
      <Empty title={words.log.emptyKind} />
    ) : (
      <Empty hint={words.log.emptyHint} title={words.log.empty} />
    );
  }
  return (
    <ol className="overflow-hidden rounded-lg bg-paper shadow-rest" data-testid="log">
      {events.map((event) => (
        <Moment
          described={describeMoment(event, { words, placeName })}
          event={event}
          isNew={event.position > openedAt}
          key={event.id}
        />
      ))}
    </ol>
  );
}

type MomentProps = {
  readonly event: LoggedEvent;
  readonly described: Described;
  readonly isNew: boolean;
};

const lateMs = 10 * 60_000;

function Moment({ event, described, isNew }: MomentProps) {
  const words = useWords();
  const times = useTimes();
  const { icon, title, detail, href, isWarning } = described;
  const isLate = Date.parse(event.recordedat) - Date.parse(event.time) > lateMs;
  return (
    <li
      className={`flex items-start gap-3 border-line border-b px-4 py-3.5 last:border-b-0 md:gap-4 md:px-6 ${isNew ? 'arrives' : ''}`}
      data-position={event.position}
    >
      <span
        className={`mt-0.5 flex size-9 shrink-0 items-center justify-center rounded-full ${isWarning ? 'bg-kaki-mist text-kaki' : 'bg-ai-mist text-ai'}`}
      >
        <Icon name={icon} />
      </span>
      <div className="min-w-0 flex-1">
        <p>
          {href === undefined ? (
            <span className="font-bold">{title}</span>
          ) : (
            <Link className="font-bold text-ai underline-offset-4 hover:underline" to={href}>
              {title}
            </Link>
          )}
          {detail !== '' && <span className="block md:ml-2 md:inline">{detail}</span>}
        </p>
        <p className="text-ink-soft text-sm">
          <span className="sr-only">{words.log.position} </span>
          <span>#{event.position}</span>
          <span aria-hidden="true"> · </span>
          <span>{event.type}</span>
          {isLate && (
            <>
              <span aria-hidden="true"> · </span>
              {words.log.late(times.moment(event.time))}
            </>
          )}
        </p>
      </div>
      <time
        className="shrink-0 pt-0.5 text-ink-soft text-sm"
        dateTime={event.recordedat}
        title={times.moment(event.recordedat)}
      >
        {times.clock(event.recordedat)}
      </time>
    </li>
  );
}

const announceMs = 2000;

/** Tells the ear what came, gathered, so that a busy hour does not become a flood. */
function Announcer({ events }: { readonly events: readonly LoggedEvent[] }) {
  const words = useWords();
  const placeName = usePlaceName();
  const [text, setText] = useState('');
  const told = useRef<number>(undefined);
  const latest = useRef(events);
  useEffect(() => {
    latest.current = events;
  }, [events]);
  useEffect(() => {
    const timer = setInterval(() => {
      const [newest] = latest.current;
      const before = told.current;
      told.current = newest?.position ?? before ?? 0;
      if (newest === undefined || before === undefined || newest.position <= before) {
        return;
      }
      const count = latest.current.filter((event) => event.position > before).length;
      const last = sentenceOf(describeMoment(newest, { words, placeName }));
      setText(words.log.announced(count, last));
    }, announceMs);
    return () => clearInterval(timer);
  }, [words, placeName]);
  return (
    <p aria-live="polite" className="sr-only">
      {text}
    </p>
  );
}

/** What it is, and the ways to what comes in from elsewhere. */
function Lead() {
  const words = useWords();
  const seesMoments = useSees('moments');
  return (
    <>
      {words.log.lead}
      {seesMoments && (
        <span className="mt-1 flex flex-wrap gap-x-6">
          <TextLink to="/log/feeds">{words.feeds.title}</TextLink>
          <TextLink to="/log/sources">{words.sources.title}</TextLink>
        </span>
      )}
    </>
  );
}

function LastMinute() {
  const words = useWords();
  const { feed } = useSyncExternalStore(liveLog.subscribe, liveLog.read);
  const [nowMs, setNowMs] = useState(() => Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNowMs(Date.now()), 1000);
    return () => clearInterval(timer);
  }, []);
  const count = feed === undefined ? 0 : countLastMinute(feed, nowMs);
  return (
    <p className="w-full whitespace-nowrap text-ink-soft text-sm md:w-auto md:min-w-36">
      {words.log.perMinute}
      <span className="ml-2 font-bold text-sumi">{words.log.times(count)}</span>
    </p>
  );
}

type KindSelectProps = {
  readonly kind: MomentKind | '';
  readonly kinds: readonly MomentKind[];
  readonly onChange: (kind: MomentKind | '') => void;
};

function KindSelect({ kind, kinds, onChange }: KindSelectProps) {
  const words = useWords();
  const id = useId();
  return (
    <div className="flex flex-1 items-center gap-2">
      <label className="sr-only text-ink-soft text-sm md:not-sr-only" htmlFor={id}>
        {words.log.filter}
      </label>
      <select
        className="field md:w-36"
        id={id}
        onChange={(event) => onChange(kinds.find((each) => each === event.target.value) ?? '')}
        value={kind}
      >
        <option value="">{words.log.all}</option>
        {kinds.map((each) => (
          <option key={each} value={each}>
            {words.kinds[each]}
          </option>
        ))}
      </select>
    </div>
  );
}
