// What customers ask to give back: parcels that come to this place, and what is brought to any shop. A scan of her code
// opens hers.
import { Empty } from '@engawa/ui/work';
import { useEffect } from 'react';
import { Link, useNavigate } from 'react-router';
import { SearchField } from '../parts/search-field.tsx';
import { Answered } from '../parts/states.tsx';
import { claimScans } from '../scan/claim-scans.ts';
import { lookUp } from '../scan/look-up.ts';
import { useStation } from '../station/station.ts';
import { useTimes } from '../station/use-places.ts';
import { RoomPage } from '../stock/parts/room-page.tsx';
import { useWords } from '../words/words.ts';
import { type ReturnRequest, useReturnRequests } from './use-requests.ts';

export function RequestsPage() {
  const words = useWords();
  const say = words.returns;
  const navigate = useNavigate();
  const requests = useReturnRequests();
  useEffect(() => claimScans((raw) => void lookUp(raw, words.scan, navigate)), [words, navigate]);
  return (
    <RoomPage back="/stockroom" lead={say.lead} title={say.title}>
      <SearchField
        initial=""
        label={words.scan.byHand}
        onSearch={(text) => void (text === '' ? undefined : lookUp(text, words.scan, navigate))}
      />
      <Answered query={requests}>{(list) => <Groups requests={list} />}</Answered>
    </RoomPage>
  );
}

function Groups({ requests }: { readonly requests: readonly ReturnRequest[] }) {
  const say = useWords().returns;
  const placeId = useStation()?.placeId;
  const groups = [
    {
      title: say.groups.parcel,
      of: requests.filter((each) => each.way === 'parcel' && each.parcelPlaceId === placeId),
    },
    { title: say.groups.shop, of: requests.filter((each) => each.way === 'shop') },
  ].filter(({ of }) => of.length > 0);
  if (groups.length === 0) {
    return <Empty icon="back" title={say.none} />;
  }
  return groups.map(({ title, of }) => (
    <section className="mt-6" key={title}>
      <h2 className="mb-2 font-bold">{title}</h2>
      <ul className="space-y-2">
        {of.map((request) => (
          <Row key={request.id} request={request} />
        ))}
      </ul>
    </section>
  ));
}

function Row({ request }: { readonly request: ReturnRequest }) {
  const say = useWords().returns;
  const times = useTimes();
  return (
    <li>
      <Link
        className="flex min-h-16 flex-wrap items-center gap-x-4 rounded-lg border border-line bg-paper p-3 shadow-rest active:bg-shade"
        data-request={request.number}
        to={`/returns/${request.id}`}
      >
        <span className="min-w-0 flex-1">
          <b>{request.number}</b>
          <span className="block text-ink-soft text-sm">
            {request.lines.map(({ name, quantity }) => `${name} × ${quantity}`).join('、')}
          </span>
          <span className="block text-ink-soft text-sm">{times.moment(request.askedAt)}</span>
        </span>
        <span className="rounded-md bg-shade px-3 py-1 font-bold">
          {say.states[request.state] ?? ''}
        </span>
      </Link>
    </li>
  );
}
