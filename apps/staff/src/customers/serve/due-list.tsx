// Promises to customers that are due today, among the work of the day. Whom they are about stays masked here; her page opens
// with the reason.
import { Icon } from '@engawa/ui/work';
import { Link } from 'react-router';
import { useTimes } from '../../station/use-places.ts';
import { useWords } from '../../words/words.ts';
import { useDueFollowUps } from './use-serve.ts';

export function DueFollowUps({ placeId }: { readonly placeId: string }) {
  const words = useWords();
  const times = useTimes();
  const due = useDueFollowUps(placeId).data?.data ?? [];
  return due.length === 0 ? null : (
    <ul className="mb-2 space-y-2">
      {due.map(({ id, customerId, maskedName, dueOn, clerk }) => (
        <li key={id}>
          <Link
            className="flex min-h-16 items-center gap-4 rounded-lg border border-line bg-paper px-4 py-3 shadow-rest"
            data-task="follow_up"
            to={`/customers/${customerId}?promised=1`}
          >
            <Icon className="size-6 shrink-0 text-ai" name="person" />
            <span className="min-w-0 flex-1">
              <b>{words.serve.dueTask}</b>
              <span className="block text-ink-soft text-sm">
                {maskedName === null
                  ? words.customers.noName
                  : words.customers.honorific(maskedName)}
                <span className="ml-3">{words.serve.due(times.date(dueOn))}</span>
                {clerk === null ? null : <span className="ml-3">{words.serve.by(clerk)}</span>}
              </span>
            </span>
          </Link>
        </li>
      ))}
    </ul>
  );
}
