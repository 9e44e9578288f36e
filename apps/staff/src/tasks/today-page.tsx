// The work of the day as one list: what is late first, each line leads to where it is done.
import { Empty, Icon } from '@engawa/ui/work';
import { Link } from 'react-router';
import { Answered } from '../parts/states.tsx';
import { type Task, useTasks } from '../pick/use-picks.ts';
import { useStation } from '../station/station.ts';
import { useTimes } from '../station/use-places.ts';
import { useWords } from '../words/words.ts';

const wayOf: Readonly<Record<Task['kind'], string>> = {
  late: '/pick',
  pick: '/pick',
  answer: '/pick',
  hand_over: '/parcels',
  ship: '/parcels',
  put_back: '/parcels',
  receive: '/stock',
  send: '/stock',
  count: '/stock',
  adjust: '/stock',
  discount: '/stock',
  conflict: '/till/conflicts',
};

export function TodayPage() {
  const words = useWords();
  const tasks = useTasks(useStation()?.placeId ?? '');
  return (
    <div className="h-full overflow-y-auto">
      <div className="mx-auto max-w-3xl p-4 pane:p-6">
        <h1 className="mb-4 font-bold text-xl">{words.back.today.title}</h1>
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

function TaskCard({ task }: { readonly task: Task }) {
  const words = useWords();
  const times = useTimes();
  const isUrgent = task.kind === 'late';
  return (
    <Link
      className="flex min-h-16 items-center gap-4 rounded-lg border border-line bg-paper px-4 py-3 shadow-rest"
      data-task={task.kind}
      to={wayOf[task.kind]}
    >
      <Icon
        className={`size-6 shrink-0 ${isUrgent ? 'text-kaki' : 'text-ai'}`}
        name={isUrgent ? 'clock' : 'check'}
      />
      <span className="min-w-0 flex-1">
        <b className={isUrgent ? 'text-kaki' : ''}>{words.back.today.kinds[task.kind]}</b>
        <span className="block text-ink-soft text-sm">
          {task.title}
          {task.detail === null ? null : <span className="ml-3">{task.detail}</span>}
          {task.dueAt === null ? null : (
            <span className="ml-3">{words.back.today.due(times.moment(task.dueAt))}</span>
          )}
        </span>
      </span>
      {task.count > 1 ? <b className="text-xl">{task.count}</b> : null}
    </Link>
  );
}
