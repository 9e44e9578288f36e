// 「そちらに在庫ありますか」: what other shops ask of this one, and what they have answered.
import { Button, Empty } from '@engawa/ui/work';
import { sayWrong } from '../parts/say-wrong.ts';
import { Answered } from '../parts/states.tsx';
import { useStation } from '../station/station.ts';
import { usePlaceName, useTimes } from '../station/use-places.ts';
import { useItem, useItemName } from '../stock/use-items.ts';
import { useWords } from '../words/words.ts';
import { type CallAnswer, type StockCall, useAnswerCall, useCalls } from './use-floor.ts';

export function CallsPage() {
  const { floor } = useWords();
  const placeId = useStation()?.placeId ?? '';
  const calls = useCalls(placeId);
  return (
    <div className="h-full overflow-y-auto">
      <div className="mx-auto max-w-3xl p-5 pane:p-8">
        <h1 className="mb-4 font-bold text-xl">{floor.calls.title}</h1>
        <Answered query={calls}>
          {(all) =>
            all.length === 0 ? (
              <Empty hint={floor.calls.noneHint} icon="box" title={floor.calls.none} />
            ) : (
              <ul className="space-y-3">
                {all.map((call) => (
                  <li key={call.id}>
                    <Call call={call} placeId={placeId} />
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

const answers: readonly CallAnswer[] = ['here', 'none', 'busy'];

function Call({ call, placeId }: { readonly call: StockCall; readonly placeId: string }) {
  const words = useWords();
  const { calls: say } = words.floor;
  const placeName = usePlaceName();
  const times = useTimes();
  const item = useItem(call.itemId, placeId).data?.data;
  const itemName = useItemName();
  const answer = useAnswerCall();
  const isForUs = call.toPlaceId === placeId;
  const other = placeName(isForUs ? call.fromPlaceId : call.toPlaceId) ?? '';
  return (
    <article
      className="rounded-lg border border-line bg-paper p-4 shadow-rest"
      data-answer={call.answer ?? 'waiting'}
      data-call={call.id}
    >
      <p className="text-ink-soft text-sm">
        {isForUs ? say.from(other) : say.to(other)} {times.hour(call.askedAt)}
        {call.askedBy === null ? '' : ` ${call.askedBy}`}
      </p>
      <p className="font-bold text-lg">{item === undefined ? '' : itemName(item.name)}</p>
      {call.answer === null ? (
        isForUs ? (
          <div className="mt-3 flex flex-wrap gap-2">
            <Button
              data-act="answer-keep"
              disabled={answer.isPending}
              look="main"
              onClick={() => answer.mutate({ id: call.id, answer: 'here', isKept: true })}
            >
              {say.keep}
            </Button>
            {answers.map((each) => (
              <Button
                data-act={`answer-${each}`}
                disabled={answer.isPending}
                key={each}
                onClick={() => answer.mutate({ id: call.id, answer: each })}
              >
                {say.answers[each]}
              </Button>
            ))}
          </div>
        ) : (
          <p className="mt-2 text-ink-soft">{say.waiting}</p>
        )
      ) : (
        <p className="mt-2">
          <b className={call.answer === 'here' ? 'text-ai' : ''}>{say.answers[call.answer]}</b>{' '}
          <span className="text-ink-soft text-sm">{call.answeredBy}</span>
          {call.keptUntil === null ? null : (
            <b className="ml-3" data-kept>
              {say.keptUntil(times.moment(call.keptUntil))}
            </b>
          )}
        </p>
      )}
      {answer.error === null ? null : (
        <p className="mt-2 text-kaki" role="alert">
          {sayWrong(answer.error, words)}
        </p>
      )}
    </article>
  );
}
