// The frame of a page of the stockroom: where one is, the way back, what is not told yet, and the one main action at the
// bottom, where the thumb of the hand is that holds the tablet.
import { Icon } from '@engawa/ui/work';
import type { ReactNode } from 'react';
import { Link } from 'react-router';
import { useTillOpened } from '../../till/use-counter.ts';
import { useWords } from '../../words/words.ts';
import { useOutbox } from '../outbox/send-kept.ts';

type RoomPageProps = {
  readonly title: string;
  readonly lead?: string | undefined;
  readonly back: string;
  readonly actions?: ReactNode;
  readonly children: ReactNode;
};

export function RoomPage({ title, lead, back, actions, children }: RoomPageProps) {
  const words = useWords();
  // The catalogue on the tablet is what finds a code without a line; its clock says when something was done.
  useTillOpened();
  return (
    <div className="flex h-full flex-col">
      <div className="min-h-0 flex-1 overflow-y-auto overscroll-contain">
        <div className="mx-auto max-w-3xl p-4 pane:p-6">
          <header className="mb-4 flex items-start gap-2">
            <Link
              aria-label={words.common.back}
              className="-ml-2 flex size-12 shrink-0 items-center justify-center rounded-lg active:bg-shade"
              to={back}
            >
              <Icon name="back" />
            </Link>
            <div className="min-w-0 flex-1 pt-2">
              <h1 className="font-bold text-xl leading-snug">{title}</h1>
              {lead === undefined ? null : <p className="text-ink-soft text-sm">{lead}</p>}
            </div>
          </header>
          <OutboxLine />
          {children}
        </div>
      </div>
      {actions === undefined ? null : (
        <footer className="border-line border-t bg-paper px-4 py-3">
          <div className="mx-auto flex max-w-3xl flex-wrap gap-3">{actions}</div>
        </footer>
      )}
    </div>
  );
}

/** How many deeds the house has not heard of, or said no to; nothing where there are none. */
export function OutboxLine() {
  const words = useWords();
  const say = words.stockroom.outbox;
  const { waiting, stuck, isAway } = useOutbox();
  if (waiting === 0 && stuck === 0) {
    return null;
  }
  return (
    <Link
      className={`mb-4 flex min-h-14 items-center gap-3 rounded-lg border px-4 font-bold ${stuck > 0 ? 'border-kaki bg-kaki-mist text-kaki' : 'border-edge bg-shade'}`}
      data-outbox={waiting}
      data-stuck={stuck}
      to="/stockroom/outbox"
    >
      <Icon name={stuck > 0 ? 'alert' : isAway ? 'away' : 'clock'} />
      <span>
        {stuck > 0 ? say.stuck(stuck) : isAway ? say.away(waiting) : say.sending(waiting)}
      </span>
    </Link>
  );
}
