// The newest moments of the log, as sentences; the log's own page has all of them.
import { Icon, Loading } from '@engawa/ui/work';
import { useSyncExternalStore } from 'react';
import { Link } from 'react-router';
import { liveLog } from '../api.ts';
import { useTimes } from '../house/use-house.ts';
import { describeMoment, type MomentKind } from '../moments/describe-moment.ts';
import { TextLink } from '../parts/text-link.tsx';
import { usePlaceName } from '../places/use-places.ts';
import { useWords } from '../words/words.ts';
import { Card } from './card.tsx';

const shownMax = 8;

/** What only accompanies another moment: the money of an order, the stock it moved. */
const isQuiet: ReadonlySet<MomentKind> = new Set(['payments', 'stock', 'messages', 'privacy']);

export function Happening() {
  const words = useWords();
  const times = useTimes();
  const placeName = usePlaceName();
  const { feed } = useSyncExternalStore(liveLog.subscribe, liveLog.read);
  const action = <TextLink to="/log">{words.today.seeLog}</TextLink>;
  if (feed === undefined) {
    return (
      <Card action={action} title={words.today.happening}>
        <Loading />
      </Card>
    );
  }
  const shown = feed.events
    .map((event) => ({ event, described: describeMoment(event, { words, placeName }) }))
    .filter(({ described }) => described.isWarning || !isQuiet.has(described.kind))
    .slice(0, shownMax);
  return (
    <Card action={action} title={words.today.happening}>
      {shown.length === 0 && <p className="text-ink-soft">{words.today.nothingYet}</p>}
      <ol data-testid="happening">
        {shown.map(({ event, described }) => {
          const { icon, title, detail, href, isWarning } = described;
          return (
            <li
              className="flex items-start gap-3 border-line border-t py-2.5 first:border-t-0"
              data-position={event.position}
              key={event.id}
            >
              <Icon className={`mt-1 size-5 ${isWarning ? 'text-kaki' : 'text-ai'}`} name={icon} />
              <p className="min-w-0 flex-1">
                {href === undefined ? (
                  <span className="font-bold">{title}</span>
                ) : (
                  <Link className="font-bold text-ai underline-offset-4 hover:underline" to={href}>
                    {title}
                  </Link>
                )}
                {detail !== '' && <span className="block text-sm">{detail}</span>}
              </p>
              <time className="shrink-0 pt-0.5 text-ink-soft text-sm" dateTime={event.recordedat}>
                {times.hour(event.recordedat)}
              </time>
            </li>
          );
        })}
      </ol>
    </Card>
  );
}
