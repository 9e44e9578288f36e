// Always in sight: whether this is practice, what is not sent yet, how far the catalogue is; and the rooms of the till.
import { formatCount } from '@engawa/ui';
import { Icon, type IconName } from '@engawa/ui/work';
import { useEffect } from 'react';
import { NavLink } from 'react-router';
import { useFollowing } from '../../log/live.ts';
import { useWords } from '../../words/words.ts';
import { useSync } from '../book/sync.ts';
import { useShelfState } from '../shelf/shelf.ts';
import { practise, useTill } from '../till-state.ts';

const rooms: readonly { readonly to: string; readonly icon: IconName; readonly word: Room }[] = [
  { to: '/till', icon: 'coin', word: 'sell' },
  { to: '/till/journal', icon: 'copy', word: 'journal' },
  { to: '/till/drawer', icon: 'box', word: 'drawer' },
  { to: '/till/conflicts', icon: 'spark', word: 'conflicts' },
];
type Room = 'sell' | 'journal' | 'drawer' | 'conflicts';

export function TillBar() {
  const words = useWords().till;
  const { isPractice } = useTill();
  useEffect(() => {
    // The whole room looks other than usual: nobody takes it for the real till.
    document.documentElement.toggleAttribute('data-practice', isPractice);
    return () => document.documentElement.removeAttribute('data-practice');
  }, [isPractice]);
  return (
    <div className="shrink-0 border-line border-b bg-paper">
      {isPractice && (
        <p
          className="flex flex-wrap items-center gap-x-4 bg-kaki px-4 py-1 font-bold text-paper"
          role="status"
        >
          <span className="flex-1">{words.practice}</span>
          <button
            className="min-h-12 px-2 underline underline-offset-4"
            data-act="practice-end"
            onClick={() => practise(false)}
            type="button"
          >
            {words.practiceOff}
          </button>
        </p>
      )}
      <div className="flex flex-wrap items-center gap-x-4">
        <nav aria-label={words.title} className="flex min-w-0 flex-1">
          {rooms.map(({ to, icon, word }) => (
            <NavLink
              className={({ isActive }) =>
                `flex min-h-12 flex-1 items-center justify-center gap-2 whitespace-nowrap border-b-2 px-2 text-sm md:flex-none md:px-4 ${isActive ? 'border-ai font-bold text-ai' : 'border-transparent text-ink-soft active:bg-shade'}`
              }
              end
              key={to}
              to={to}
            >
              <Icon className="hidden size-5 sm:block" name={icon} />
              {words.rooms[word]}
            </NavLink>
          ))}
        </nav>
        <TillStates />
      </div>
    </div>
  );
}

function TillStates() {
  const words = useWords().till;
  const { waiting, stuck, phase } = useSync();
  const isAway = useFollowing() === 'retrying';
  const shelf = useShelfState();
  const count = formatCount(shelf.items);
  const sync =
    phase === 'opening'
      ? ''
      : phase === 'signed_out'
        ? words.sync.signed_out(waiting)
        : isAway || phase === 'away'
          ? words.sync.away(waiting)
          : waiting > 0
            ? words.sync.telling(waiting)
            : words.sync.idle;
  const isCalm = waiting === 0 && !isAway && phase !== 'signed_out';
  return (
    <p
      aria-live="polite"
      className="flex flex-wrap gap-x-4 px-4 py-1 text-sm"
      data-items={shelf.items}
      data-shelf={shelf.phase}
      data-shelf-ms={shelf.openedMs === null ? '' : Math.round(shelf.openedMs)}
      data-sync={phase}
      data-waiting={phase === 'opening' ? undefined : waiting}
    >
      <span className={isCalm ? 'text-ink-soft' : 'font-bold text-kaki'}>{sync}</span>
      {stuck > 0 && <span className="font-bold text-kaki">{words.sync.stuck(stuck)}</span>}
      <span className="text-ink-soft">
        {shelf.phase === 'opening' && words.shelf.opening}
        {shelf.phase === 'filling' && words.shelf.filling(count)}
        {shelf.phase === 'ready' && words.shelf.ready(count)}
      </span>
    </p>
  );
}
