// One return that a customer asked for: what, why and how. Its parcel is taken in and looked at here, then refunded; what
// she brings goes to the till with her lines chosen.
import { formatMoney } from '@engawa/ui';
import { Button } from '@engawa/ui/work';
import { useState } from 'react';
import { Link, useParams } from 'react-router';
import { Facts, Part } from '../parts/detail.tsx';
import { notify } from '../parts/notices.tsx';
import { play } from '../parts/sound.ts';
import { Answered } from '../parts/states.tsx';
import { useOnce } from '../parts/use-once.ts';
import { useStation } from '../station/station.ts';
import { usePlaceName, useTimes } from '../station/use-places.ts';
import { RoomPage } from '../stock/parts/room-page.tsx';
import { Choice } from '../till/parts/choice.tsx';
import { useWords } from '../words/words.ts';
import { isOpen, tillPathOf } from './open-request.ts';
import {
  type Disposition,
  type Move,
  moveRequest,
  type RefusedFor,
  type RequestSeen,
  refundRequest,
  renewRequests,
  useReturnRequest,
} from './use-requests.ts';

export function RequestPage() {
  const words = useWords();
  const { requestId = '' } = useParams();
  const found = useReturnRequest(requestId);
  return (
    <RoomPage back="/returns" lead={found.data?.data.number} title={words.returns.title}>
      <Answered query={found}>
        {(request) => (
          <>
            <Seen request={request} />
            {isOpen(request) ? <Decide request={request} /> : null}
          </>
        )}
      </Answered>
    </RoomPage>
  );
}

function Seen({ request }: { readonly request: RequestSeen }) {
  const say = useWords().returns;
  const times = useTimes();
  const placeName = usePlaceName();
  const { state, parcelPlaceId, parcelPaidBy, refusedFor } = request;
  return (
    <div data-request={request.number} data-state={state}>
      <p className="mb-4 flex flex-wrap items-center gap-3">
        <b className="rounded-md bg-shade px-3 py-1">{say.states[state] ?? ''}</b>
        {refusedFor === null ? null : <span>{say.refusedFor[refusedFor]}</span>}
      </p>
      <Facts
        facts={[
          {
            name: say.order,
            value: (
              <Link
                className="inline-flex min-h-12 items-center text-ai underline"
                to={`/orders/${request.orderId}`}
              >
                {request.orderNumber}
              </Link>
            ),
          },
          { name: say.reason, value: say.reasons[request.reason] ?? '' },
          { name: say.way, value: say.ways[request.way] ?? '' },
          ...(parcelPaidBy === null
            ? []
            : [{ name: say.postage, value: say.payers[parcelPaidBy] ?? '' }]),
          ...(parcelPlaceId === null
            ? []
            : [{ name: say.to, value: placeName(parcelPlaceId) ?? '' }]),
          {
            name: request.refundedMinor === null ? say.expected : say.refunded,
            value: (
              <b>{formatMoney(request.refundedMinor ?? request.expectedMinor, request.currency)}</b>
            ),
          },
          ...(request.note === null ? [] : [{ name: say.note, value: request.note }]),
        ]}
      />
      <Part title={say.goods}>
        <ul>
          {request.lines.map(({ line, name, quantity }) => (
            <li className="flex justify-between gap-4 border-line border-b py-3" key={line}>
              <span className="min-w-0">{name}</span>
              <b>× {quantity}</b>
            </li>
          ))}
        </ul>
      </Part>
      <Part title={say.history}>
        <ol>
          {request.steps.map((step) => (
            <li className="flex flex-wrap justify-between gap-x-4 py-1" key={step.state}>
              <span>{say.states[step.state] ?? ''}</span>
              <span className="text-ink-soft">{times.moment(step.at)}</span>
            </li>
          ))}
        </ol>
      </Part>
    </div>
  );
}

/** Does it, says that it is done, and asks everything again. */
function useDeed() {
  const once = useOnce();
  return (deed: () => Promise<unknown>, done: string) =>
    void once(async () => {
      try {
        await deed();
        play('good');
        notify({ tone: 'calm', text: done });
      } catch (error) {
        play('bad');
        notify({ tone: 'bad', text: error instanceof Error ? error.message : String(error) });
      }
      await renewRequests();
    });
}

function Decide({ request }: { readonly request: RequestSeen }) {
  const say = useWords().returns;
  const placeId = useStation()?.placeId ?? '';
  const deed = useDeed();
  const [disposition, setDisposition] = useState<Disposition>('restocked');
  const [isRefusing, setIsRefusing] = useState(false);
  const move = (to: Move) => deed(() => moveRequest(request, placeId, to), say.done[to.to]);
  const { state, way } = request;
  return (
    <div className="mt-8 space-y-5 border-line border-t pt-5">
      {state === 'received' ? (
        <Choice<Disposition>
          label={say.disposition}
          onChange={setDisposition}
          options={say.dispositions}
          value={disposition}
        />
      ) : null}
      <div className="flex flex-wrap gap-3">
        {state === 'asked' ? (
          <Button data-act="accept" look="main" onClick={() => move({ to: 'accepted' })}>
            {say.accept}
          </Button>
        ) : null}
        {state === 'accepted' && way === 'parcel' ? (
          <Button data-act="receive" look="main" onClick={() => move({ to: 'received' })}>
            {say.receive}
          </Button>
        ) : null}
        {state === 'received' ? (
          <Button
            data-act="refund"
            look="main"
            onClick={() =>
              deed(() => refundRequest(request, placeId, disposition), say.done.refunded)
            }
          >
            {say.refund}
          </Button>
        ) : null}
        {way === 'shop' && state !== 'received' ? (
          <Link
            className="flex min-h-12 items-center rounded-md border border-edge bg-paper px-4 font-bold active:bg-shade"
            data-act="to-till"
            to={tillPathOf(request)}
          >
            {say.toTill}
          </Link>
        ) : null}
        <Button data-act="refuse" onClick={() => setIsRefusing(!isRefusing)}>
          {say.refuse}
        </Button>
      </div>
      {isRefusing ? (
        <Refuse onRefuse={(refusedFor) => move({ to: 'refused', refusedFor })} />
      ) : null}
    </div>
  );
}

function Refuse({ onRefuse }: { readonly onRefuse: (why: RefusedFor) => void }) {
  const say = useWords().returns;
  const [why, setWhy] = useState<RefusedFor>('worn');
  return (
    <div className="space-y-4 rounded-lg bg-shade p-4">
      <Choice<RefusedFor> label={say.why} onChange={setWhy} options={say.refusedFor} value={why} />
      <p className="text-sm">{say.tellHer}</p>
      <Button data-act="refuse-now" onClick={() => onRefuse(why)}>
        {say.refuse}
      </Button>
    </div>
  );
}
