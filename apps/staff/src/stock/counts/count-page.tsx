// One count: walked along the shelves without knowing what the books say, then looked at, then posted.
import { useParams } from 'react-router';
import { Answered } from '../../parts/states.tsx';
import { useWords } from '../../words/words.ts';
import { RoomPage } from '../parts/room-page.tsx';
import { useCount } from '../parts/use-room.ts';
import { CountWalk } from './count-walk.tsx';
import { PostedCount, ReviewCount } from './review-count.tsx';

export function CountPage() {
  const { countId = '' } = useParams();
  const words = useWords();
  const count = useCount(countId);
  return (
    <Answered query={count}>
      {(found) =>
        found.state === 'open' ? (
          <CountWalk count={found} key={countId} />
        ) : found.state === 'review' ? (
          <ReviewCount count={found} key={countId} />
        ) : found.state === 'posted' ? (
          <PostedCount count={found} />
        ) : (
          <RoomPage back="/counts" title={words.stockroom.counts.title}>
            <p data-state={found.state}>{words.stockroom.counts.states['cancelled']}</p>
          </RoomPage>
        )
      }
    </Answered>
  );
}
