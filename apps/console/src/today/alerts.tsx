// Where somebody should look at the stock: counts first, then the shelves that ran out last.
import { Badge, formatCount } from '@engawa/ui';
import { Answered } from '@engawa/ui/work';
import { TextLink } from '../parts/text-link.tsx';
import { usePlaceName } from '../places/use-places.ts';
import { useSpeech, useWords } from '../words/words.ts';
import { Card } from './card.tsx';
import { type StockAlerts, useStockAlerts } from './use-overview.ts';

export function Alerts() {
  const words = useWords();
  const alerts = useStockAlerts();
  return (
    <Card
      action={<TextLink to="/stock">{words.today.seeStock}</TextLink>}
      title={words.today.alerts}
    >
      <Answered query={alerts}>{(data) => <AlertList alerts={data} />}</Answered>
    </Card>
  );
}

function AlertList({ alerts }: { readonly alerts: StockAlerts }) {
  const words = useWords();
  const { language } = useSpeech();
  const placeName = usePlaceName();
  const counts = [
    { name: words.today.out, count: alerts.out },
    { name: words.today.low, count: alerts.low },
    { name: words.today.conflicts, count: alerts.openConflicts },
  ];
  if (counts.every(({ count }) => count === 0)) {
    return <p className="text-ink-soft">{words.today.alertsNone}</p>;
  }
  return (
    <>
      <dl className="mb-4 grid grid-cols-3 gap-4">
        {counts.map(({ name, count }) => (
          <div key={name}>
            <dt className="text-ink-soft text-sm">{name}</dt>
            <dd className={`font-bold text-lg ${count > 0 ? 'text-kaki' : ''}`}>
              {words.today.rows(formatCount(count))}
            </dd>
          </div>
        ))}
      </dl>
      <ul>
        {alerts.latest.map(({ placeId, itemId, name, left }) => (
          <li
            className="flex items-baseline justify-between gap-4 border-line border-t py-2"
            key={`${placeId} ${itemId}`}
          >
            <span className="min-w-0">
              <TextLink to={`/stock/items/${itemId}`}>
                {language === 'en' && name.en !== null ? name.en : name.ja}
              </TextLink>
              <span className="block text-ink-soft text-sm">{placeName(placeId) ?? ''}</span>
            </span>
            <Badge tone="now">
              {left <= 0 ? words.today.out : words.today.left(formatCount(left))}
            </Badge>
          </li>
        ))}
      </ul>
    </>
  );
}
