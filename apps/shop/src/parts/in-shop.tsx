// She stands before the shelf: pay here and take it, or go home with empty hands.
import { Button, Card, Icon, StockWord } from '@engawa/ui';
import { Form } from 'react-router';
import type { AvailabilityAtPlace, ItemPage } from '../../../../server/storefront/contract.ts';
import { useWords } from '../words/use-words.ts';

export function InShop({
  item,
  place,
}: {
  readonly item: ItemPage;
  readonly place: AvailabilityAtPlace;
}) {
  const { here } = useWords();
  const canSend = item.delivery === 'in_stock' || item.delivery === 'low';
  return (
    <Card>
      <div className="mb-3 flex flex-wrap items-center justify-between gap-2">
        <h2 className="flex items-center gap-2 font-bold">
          <Icon name="pin" />
          {here.inShop(place.name)}
        </h2>
        <StockWord word={place.word} />
      </div>
      <Form method="post" action="/cart" className="flex flex-wrap gap-3">
        <input type="hidden" name="itemId" value={item.card.id} />
        <input type="hidden" name="place" value={place.id} />
        {place.handsOver ? (
          <Button name="intent" value="here" className="min-w-44 flex-1" data-act="pay-here">
            {here.buy}
          </Button>
        ) : null}
        {canSend ? (
          <Button
            name="intent"
            value="send"
            look="quiet"
            className="min-w-44 flex-1"
            data-act="send-home"
          >
            {here.send}
          </Button>
        ) : null}
      </Form>
    </Card>
  );
}
