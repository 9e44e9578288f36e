// Two weeks of days and the free times of one: links for the days, so that they work before any script; a button for each
// time. Times are those of the shop.
import { FieldError, formatCount, formatDate, formatTime, useLanguage } from '@engawa/ui';
import { Link } from 'react-router';
import type { Calendar as Told } from '../../../../server/storefront/contract-booking.ts';
import { useBookingWords } from '../words/bookings.ts';

type CalendarProps = {
  readonly calendar: Told;
  readonly toDay: (day: string) => string;
  /** The time that is chosen, or the one that is booked. */
  readonly chosen: string;
  /** Why the time that was chosen cannot be had. */
  readonly error?: string | undefined;
};

export function Calendar({ calendar, toDay, chosen, error }: CalendarProps) {
  const words = useBookingWords();
  const language = useLanguage();
  const { days, day, times, timeZone } = calendar;
  const firstFree = error === undefined ? undefined : times.find(({ free }) => free > 0);
  if (day === null) {
    return <p role="status">{words.noneFree}</p>;
  }
  return (
    <div className="space-y-5">
      <nav aria-label={words.day}>
        <ul className="grid grid-cols-[repeat(auto-fill,minmax(8.25rem,1fr))] gap-2">
          {days.map((each) => (
            <li key={each.day}>
              <Link
                aria-current={each.day === day ? 'date' : undefined}
                className={`block min-h-14 rounded-md border px-2 py-2 text-center leading-tight ${each.day === day ? 'border-2 border-ai bg-ai-mist' : each.free === 0 ? 'border-line text-ink-soft' : 'border-edge bg-paper hover:bg-shade'}`}
                data-day={each.day}
                preventScrollReset
                replace
                to={toDay(each.day)}
              >
                <b className="block">{shortDay(formatDate(each.day, language))}</b>
                <span className="text-sm">
                  {each.free === 0 ? words.full : words.free(formatCount(each.free))}
                </span>
              </Link>
            </li>
          ))}
        </ul>
      </nav>
      <fieldset aria-describedby={error === undefined ? undefined : 'startsAt-error'}>
        <legend className="mb-2 font-bold">{words.timeOf(formatDate(day, language))}</legend>
        {error === undefined ? null : <FieldError id="startsAt-error">{error}</FieldError>}
        {times.length === 0 ? (
          <p className="text-ink-soft">{words.dayFull}</p>
        ) : (
          <div className="grid grid-cols-[repeat(auto-fill,minmax(6.5rem,1fr))] gap-2">
            {times.map((time) => (
              <label
                className={`flex min-h-14 flex-col items-center justify-center rounded-md border px-2 py-1 has-checked:border-2 has-checked:border-ai has-checked:bg-ai-mist has-focus-visible:outline-2 ${time.free === 0 ? 'border-line text-ink-soft' : 'border-edge bg-paper'}`}
                key={time.startsAt}
              >
                <input
                  {...{ autoFocus: time === firstFree }}
                  className="sr-only"
                  data-time={time.startsAt}
                  defaultChecked={time.startsAt === chosen}
                  disabled={time.free === 0}
                  name="startsAt"
                  required
                  type="radio"
                  value={time.startsAt}
                />
                <b>{formatTime(time.startsAt, timeZone)}</b>
                <span className="text-sm">
                  {time.free === 0 ? words.full : words.free(formatCount(time.free))}
                </span>
              </label>
            ))}
          </div>
        )}
      </fieldset>
    </div>
  );
}

/** `11月24日(火)` of `2026年11月24日(火)`, `Tue 24 Nov` of `Tue 24 Nov 2026`. */
function shortDay(day: string): string {
  return day.replace(/^\d{4}年/, '').replace(/ \d{4}$/, '');
}
