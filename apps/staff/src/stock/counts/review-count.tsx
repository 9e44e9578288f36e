// After counting: what differs comes first, each with a reason; what two people counted asks whether it adds up. Posting
// makes what was counted the truth as of its moment, and the books sure again.
import { answerOf } from '@engawa/client';
import { Badge, formatCount } from '@engawa/ui';
import { Button } from '@engawa/ui/work';
import { useState } from 'react';
import { api } from '../../api.ts';
import { repeating } from '../../offline/repeating.ts';
import { useTimes } from '../../station/use-places.ts';
import { useWords } from '../../words/words.ts';
import { type Reason, ReasonSelect } from '../adjust/reason-select.tsx';
import { RoomPage } from '../parts/room-page.tsx';
import { type CountedLine, type CountInFull, doNow } from '../parts/use-room.ts';

type Props = { readonly count: CountInFull };

function differenceOf({ counted, expected }: CountedLine): number {
  return counted === null ? 0 : counted - (expected ?? 0);
}

export function ReviewCount({ count }: Props) {
  const say = useWords().stockroom.counts;
  const [reasons, setReasons] = useState<Readonly<Record<string, Reason>>>({});
  const { id, lines, area } = count;
  const undecided = lines.filter((line) => !line.isDecided);
  const differing = lines.filter((line) => line.isDecided && differenceOf(line) !== 0);
  const fitting = lines.filter(
    (line) => line.isDecided && line.counted !== null && differenceOf(line) === 0,
  );
  const uncounted = lines.filter((line) => line.counted === null);
  const post = () =>
    void doNow(
      () =>
        repeating((key) =>
          answerOf(
            api.POST('/api/stock/count-sessions/{countId}/post', {
              params: { path: { countId: id }, header: { 'idempotency-key': key } },
              body: {
                reasons: differing.flatMap(({ itemId }) => {
                  const reason = reasons[itemId];
                  return reason === undefined ? [] : [{ itemId, reason }];
                }),
              },
            }),
          ),
        ),
      say.posted,
    );
  const hasAllReasons = differing.every(({ itemId }) => reasons[itemId] !== undefined);
  return (
    <RoomPage
      actions={
        <Button
          className="flex-1"
          data-act="post"
          disabled={undecided.length > 0 || !hasAllReasons}
          look="main"
          onClick={post}
        >
          {undecided.length > 0
            ? say.decideFirst(undecided.length)
            : hasAllReasons
              ? say.post(differing.length)
              : say.reasonsFirst}
        </Button>
      }
      back="/counts"
      lead={say.reviewLead}
      title={area ?? say.title}
    >
      <ul className="space-y-2">
        {undecided.map((line) => (
          <Undecided count={count} key={line.itemId} line={line} />
        ))}
        {differing.map((line) => (
          <li
            className="rounded-lg border border-line bg-paper p-4 shadow-rest"
            data-differs={line.code}
            key={line.itemId}
          >
            <Numbers line={line} />
            <ReasonSelect
              label={say.reason}
              onChange={(reason) => setReasons((before) => ({ ...before, [line.itemId]: reason }))}
              value={reasons[line.itemId]}
            />
          </li>
        ))}
      </ul>
      <p className="mt-6" data-fitting={fitting.length}>
        {say.fitting(fitting.length)}
      </p>
      {uncounted.length === 0 ? null : <p>{say.uncounted(uncounted.length)}</p>}
    </RoomPage>
  );
}

function Numbers({ line }: { readonly line: CountedLine }) {
  const say = useWords().stockroom.counts;
  const difference = differenceOf(line);
  return (
    <div className="mb-2 flex flex-wrap items-center gap-x-6 gap-y-1">
      <p className="min-w-44 flex-1">
        <b className="block">{line.name}</b>
        <span className="text-ink-soft text-sm">
          {line.code} {line.shelf}
        </span>
      </p>
      <p className="tabular-nums">
        {say.numbers(formatCount(line.counted ?? 0), formatCount(line.expected ?? 0))}
      </p>
      <b className={`text-xl tabular-nums ${difference < 0 ? 'text-kaki' : 'text-ai'}`}>
        {difference > 0 ? '+' : ''}
        {formatCount(difference)}
      </b>
      {line.confidence === null ? null : (
        <Badge tone="quiet">{say.confidence(Math.round(line.confidence * 100))}</Badge>
      )}
    </div>
  );
}

/**
 * Two walks saw it: two shelves add up, the same shelf twice does not. Or a walk was told after somebody wrote the line: what
 * was written comes first, and is what stands until somebody presses something else.
 */
function Undecided({ count, line }: { readonly count: CountInFull; readonly line: CountedLine }) {
  const say = useWords().stockroom.counts;
  const times = useTimes();
  const counted = line.tallies.filter(({ quantity }) => quantity > 0);
  const sum = counted.reduce((all, { quantity }) => all + quantity, 0);
  const latest = counted
    .map(({ countedAt }) => countedAt)
    .toSorted()
    .at(-1);
  const late = line.tallies.filter(({ isLate }) => isLate);
  const decide = (quantity: number, countedAt = latest) =>
    void doNow(
      () =>
        answerOf(
          api.PUT('/api/stock/count-sessions/{countId}/lines', {
            params: { path: { countId: count.id } },
            body: {
              lines: [
                {
                  itemId: line.itemId,
                  quantity,
                  ...(countedAt === undefined ? {} : { countedAt }),
                },
              ],
            },
          }),
        ),
      say.decided,
    );
  return (
    <li className="rounded-lg border-2 border-kaki bg-paper p-4" data-undecided={line.code}>
      <b className="block">{line.name}</b>
      {late.length === 0 ? (
        <p className="mb-3 text-kaki">{say.twice(counted.length)}</p>
      ) : (
        late.map(({ clerk, quantity, countedAt }) => (
          <p className="mb-3 text-kaki" data-late={quantity} key={`${clerk}${countedAt}`}>
            {say.late(clerk ?? say.somebody, formatCount(quantity), times.moment(countedAt))}
          </p>
        ))
      )}
      <div className="flex flex-wrap gap-3">
        {line.isCorrected && line.counted !== null ? (
          <Button
            data-act="keep-written"
            look="main"
            onClick={() => decide(line.counted ?? 0, line.countedAt ?? undefined)}
          >
            {say.keepWritten(formatCount(line.counted))}
          </Button>
        ) : null}
        <Button data-act="add-up" onClick={() => decide(sum)}>
          {say.addUp(formatCount(sum))}
        </Button>
        {counted.map((tally) => (
          <Button
            data-act="take-one"
            key={`${tally.clerk}${tally.countedAt}`}
            onClick={() => decide(tally.quantity)}
          >
            {say.takeOne(tally.clerk ?? say.somebody, formatCount(tally.quantity))}
          </Button>
        ))}
      </div>
    </li>
  );
}

export function PostedCount({ count }: Props) {
  const say = useWords().stockroom.counts;
  const differing = count.lines.filter((line) => differenceOf(line) !== 0);
  return (
    <RoomPage back="/counts" lead={say.states['posted']} title={count.area ?? say.title}>
      <p className="mb-4" data-posted={differing.length}>
        {say.postedLead(
          count.lines.filter(({ counted }) => counted !== null).length,
          differing.length,
        )}
      </p>
      <ul className="space-y-2">
        {differing.map((line) => (
          <li className="rounded-lg border border-line bg-paper p-4" key={line.itemId}>
            <Numbers line={line} />
          </li>
        ))}
      </ul>
    </RoomPage>
  );
}
