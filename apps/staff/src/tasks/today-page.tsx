// The work of the day as one list: what is late first, each line leads to where it is done.
import { Empty, Icon } from '@engawa/ui/work';
import { Link } from 'react-router';
import { useResources } from '../bookings/use-bookings.ts';
import { DueFollowUps } from '../customers/serve/due-list.tsx';
import { useCalls } from '../floor/use-floor.ts';
import { Answered } from '../parts/states.tsx';
import { type Task, useTasks } from '../pick/use-picks.ts';
import { useStation } from '../station/station.ts';
import { usePlaceName, useTimes } from '../station/use-places.ts';
import { OutboxLine } from '../stock/parts/room-page.tsx';
import { useWords } from '../words/words.ts';

/** Where it is done. */
function wayTo({ kind, transferId, countId }: Task): string {
  const ways: Readonly<Record<Task['kind'], string>> = {
    late: '/pick',
    pick: '/pick',
    answer: '/pick',
    hand_over: '/parcels',
    ship: '/parcels',
    put_back: '/parcels',
    receive: `/receive/${transferId ?? ''}`,
    send: `/transfers/${transferId ?? ''}`,
    count: `/counts/${countId ?? ''}`,
    adjust: '/adjust',
    discount: '/labels',
    conflict: '/till/conflicts',
  };
  return ways[kind];
}

export function TodayPage() {
  const words = useWords();
  const placeId = useStation()?.placeId ?? '';
  const tasks = useTasks(placeId);
  const takesBookings = (useResources(placeId).data?.data.length ?? 0) > 0;
  return (
    <div className="h-full overflow-y-auto">
      <div className="mx-auto max-w-3xl p-4 pane:p-6">
        <header className="mb-4 flex flex-wrap items-center gap-3">
          <h1 className="flex-1 basis-full font-bold text-xl sm:basis-0">
            {words.back.today.title}
          </h1>
          {takesBookings && (
            <Link
              className="min-h-12 content-center text-ai underline sm:px-3"
              data-act="bookings"
              to="/bookings"
            >
              {words.bookings.today}
            </Link>
          )}
          <Link className="min-h-12 content-center text-ai underline sm:px-3" to="/stockroom">
            {words.stockroom.title}
          </Link>
        </header>
        <OutboxLine />
        <OpenCalls placeId={placeId} />
        <DueFollowUps placeId={placeId} />
        <Answered query={tasks}>
          {(list) =>
            list.length === 0 ? (
              <Empty hint={words.back.today.noneHint} icon="check" title={words.back.today.none} />
            ) : (
              <ul className="space-y-2">
                {list.map((task) => (
                  <li key={`${task.kind}${task.transferId ?? task.countId ?? task.title}`}>
                    <TaskCard task={task} />
                  </li>
                ))}
              </ul>
            )
          }
        </Answered>
      </div>
    </div>
  );
}

/** What other shops have asked and nobody here has answered. */
function OpenCalls({ placeId }: { readonly placeId: string }) {
  const words = useWords();
  const calls = useCalls(placeId).data?.data ?? [];
  const open = calls.filter(({ toPlaceId, answer }) => toPlaceId === placeId && answer === null);
  return open.length === 0 ? null : (
    <Link
      className="mb-2 flex min-h-16 items-center gap-4 rounded-lg border border-ai bg-paper px-4 py-3 shadow-rest"
      data-task="call"
      to="/calls"
    >
      <Icon className="size-6 shrink-0 text-ai" name="question" />
      <b className="min-w-0 flex-1">{words.floor.calls.title}</b>
      <b className="text-xl">{open.length}</b>
    </Link>
  );
}

function TaskCard({ task }: { readonly task: Task }) {
  const words = useWords();
  const times = useTimes();
  const placeName = usePlaceName();
  const isUrgent = task.kind === 'late';
  return (
    <Link
      className="flex min-h-16 items-center gap-4 rounded-lg border border-line bg-paper px-4 py-3 shadow-rest"
      data-task={task.kind}
      to={wayTo(task)}
    >
      <Icon
        className={`size-6 shrink-0 ${isUrgent ? 'text-kaki' : 'text-ai'}`}
        name={isUrgent ? 'clock' : 'check'}
      />
      <span className="min-w-0 flex-1">
        <b className={isUrgent ? 'text-kaki' : ''}>{words.back.today.kinds[task.kind]}</b>
        <span className="block text-ink-soft text-sm">
          {task.placeId === null ? null : <span className="mr-3">{placeName(task.placeId)}</span>}
          {task.title}
          {task.detail === null ? null : <span className="ml-3">{task.detail}</span>}
          {task.dueAt === null ? null : (
            <span className="ml-3">{words.back.today.due(times.moment(task.dueAt))}</span>
          )}
          {task.dueOn === null ? null : (
            <span className="ml-3">{words.stockroom.receive.due(times.date(task.dueOn))}</span>
          )}
        </span>
      </span>
      {task.count > 1 ? <b className="text-xl">{task.count}</b> : null}
    </Link>
  );
}
