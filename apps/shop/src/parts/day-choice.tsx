// The days that something can be made for, one to choose: how free each is, and until when it can be ordered.
import { FieldError, formatDay, formatMoment, useLanguage } from '@engawa/ui';
import type { PreorderDay } from '../../../../server/storefront/contract-preorder.ts';
import { chosenOf, fieldsOf, type SentBack } from '../typed.tsx';
import { usePreorderWords } from '../words/preorder.ts';

type Props = {
  readonly days: readonly PreorderDay[];
  readonly timeZone: string;
  readonly back: SentBack | undefined;
};

export function DayChoice({ days, timeZone, back }: Props) {
  const { error } = fieldsOf(back)('day');
  const chosen = chosenOf(back, 'day', '');
  const goesTo = days.find(({ word }) => error !== undefined && word !== 'full');
  const words = usePreorderWords();
  const language = useLanguage();
  return (
    <>
      {error === undefined ? null : <FieldError id="day-error">{error}</FieldError>}
      <div className="grid gap-2 sm:grid-cols-2">
        {days.map(({ day, orderUntil, word }) => (
          <label
            className={`flex min-h-14 flex-col justify-center rounded-md border px-4 py-2 has-checked:border-2 has-checked:border-ai has-checked:bg-ai-mist has-focus-visible:outline-2 ${word === 'full' ? 'border-line text-ink-soft' : 'border-edge bg-paper'}`}
            data-word={word}
            key={day}
          >
            <input
              {...{ autoFocus: day === goesTo?.day }}
              className="sr-only"
              data-day={day}
              defaultChecked={day === chosen && word !== 'full'}
              disabled={word === 'full'}
              name="day"
              required
              type="radio"
              value={day}
            />
            <span className="flex items-baseline justify-between gap-2">
              <b>{formatDay(noonOf(day), language)}</b>
              <span className="text-sm whitespace-nowrap">{words.words[word]}</span>
            </span>
            {word === 'full' ? null : (
              <span className="text-sm text-ink-soft">
                {words.until(formatMoment(orderUntil, language, timeZone))}
              </span>
            )}
          </label>
        ))}
      </div>
    </>
  );
}

/** At noon in Tokyo, so that a day is itself wherever it is formatted. */
function noonOf(day: string): string {
  return `${day}T03:00:00Z`;
}
