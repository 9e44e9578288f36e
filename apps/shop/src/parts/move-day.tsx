// 予約販売: what is made for a day may be wanted for another. Folded away until she asks; it works before any script.
import { Button, buttonClass, formatMoment, useLanguage } from '@engawa/ui';
import { Form, useNavigation } from 'react-router';
import type { OrderPage } from '../../../../server/storefront/contract-order.ts';
import { RefusedForm, type SentBack } from '../typed.tsx';
import { moveDayWords } from '../words/move-day.ts';
import { DayChoice } from './day-choice.tsx';

const open: ReadonlySet<string> = new Set(['placed', 'accepted', 'preparing', 'ready']);

type Props = { readonly order: OrderPage; readonly back: SentBack | undefined };

export function MoveDay({ order, back }: Props) {
  const language = useLanguage();
  const words = moveDayWords(language)[order.fulfilment];
  const isBusy = useNavigation().state === 'submitting';
  const { dayMove, state } = order;
  if (dayMove === null || !open.has(state)) {
    return null;
  }
  const { day, days, until, timeZone } = dayMove;
  if (until === null) {
    return <p className="mb-4 text-sm text-ink-soft">{words.over}</p>;
  }
  return (
    <details className="mb-4 border-t border-line pt-4" key={day} open={back !== undefined}>
      <summary className={`${buttonClass('quiet')} cursor-pointer`} data-act="other-day">
        {words.open}
      </summary>
      <p className="my-3 text-sm text-ink-soft">
        {words.until(formatMoment(until, language, timeZone))}
      </p>
      <RefusedForm back={back} title={words.refused} />
      {days.length === 0 ? (
        <p role="status">{words.none}</p>
      ) : (
        <Form className="space-y-4" method="post" preventScrollReset>
          <input name="intent" type="hidden" value="move-day" />
          <fieldset>
            <legend className="mb-3 font-bold">{words.choose}</legend>
            <DayChoice back={back} days={days} timeZone={timeZone} />
          </fieldset>
          <Button data-act="move-day" disabled={isBusy}>
            {isBusy ? words.sending : words.send}
          </Button>
        </Form>
      )}
    </details>
  );
}
