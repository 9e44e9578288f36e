// Where things stand: scan the shelf, then what stands on it. The pick list goes along these numbers.
import { answerOf } from '@engawa/client';
import { buttonClass } from '@engawa/ui';
import { Empty } from '@engawa/ui/work';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Link } from 'react-router';
import { api } from '../../api.ts';
import { askOrRemember } from '../../offline/memory.ts';
import { notify } from '../../parts/notices.tsx';
import { Answered } from '../../parts/states.tsx';
import { useStation } from '../../station/station.ts';
import { useWords } from '../../words/words.ts';
import { doKept } from '../outbox/send-kept.ts';
import { RoomPage } from '../parts/room-page.tsx';
import { ScanBar } from '../parts/scan-bar.tsx';
import { isShelfCode } from './is-shelf-code.ts';

export function ShelvesPage() {
  const words = useWords();
  const say = words.stockroom.shelves;
  const placeId = useStation()?.placeId ?? '';
  const [shelf, setShelf] = useState('');
  return (
    <RoomPage back="/stockroom" lead={say.lead} title={say.title}>
      <ScanBar
        label={say.label}
        onOther={(code) => {
          const isShelf = isShelfCode(code);
          if (isShelf) {
            setShelf(code);
          }
          return isShelf;
        }}
        onPiece={({ itemId, nameJa }) => {
          if (shelf === '') {
            notify({ tone: 'bad', text: say.shelfFirst });
            return;
          }
          const deed = { kind: 'shelf', placeId, itemId, shelf } as const;
          void doKept(`shelf ${placeId} ${itemId}`, `${shelf} ${nameJa}`, deed);
          notify({ tone: 'calm', text: say.put(nameJa, shelf) });
        }}
      />
      {shelf === '' ? (
        <Empty icon="pin" title={say.none} />
      ) : (
        <section data-shelf={shelf}>
          <div className="mb-3 flex items-center gap-4">
            <h2 className="flex-1 font-bold text-2xl">{shelf}</h2>
            <Link
              className={buttonClass('quiet')}
              to={`/labels?shelf=${encodeURIComponent(shelf)}`}
            >
              {say.print}
            </Link>
          </div>
          <OnShelf placeId={placeId} shelf={shelf} />
        </section>
      )}
    </RoomPage>
  );
}

type OnShelfProps = { readonly placeId: string; readonly shelf: string };

function OnShelf({ placeId, shelf }: OnShelfProps) {
  const words = useWords();
  const say = words.stockroom.shelves;
  const key = ['stock', 'shelf', placeId, shelf];
  const standing = useQuery({
    queryKey: key,
    queryFn: () =>
      askOrRemember(
        key,
        async () =>
          (
            await answerOf(
              api.GET('/api/stock', { params: { query: { placeId, shelf, limit: 200 } } }),
            )
          ).rows,
      ),
  });
  return (
    <Answered query={standing}>
      {(rows) =>
        rows.length === 0 ? (
          <p className="text-ink-soft">{say.empty}</p>
        ) : (
          <ul className="divide-y divide-line border-line border-y">
            {rows.map(({ itemId, code, name, onHand, shelf: number }) => (
              <li
                className="flex min-h-14 items-center gap-4 py-2"
                data-standing={code}
                key={itemId}
              >
                <b className="min-w-16">{number}</b>
                <span className="min-w-0 flex-1">{name}</span>
                <span className="tabular-nums">{words.stock.pieces(String(onHand))}</span>
              </li>
            ))}
          </ul>
        )
      }
    </Answered>
  );
}
