// A moment in time that breaks between day and hour, and nowhere else.
import { useTimes } from '../house/use-house.ts';

export function Stamp({ iso }: { readonly iso: string }) {
  const times = useTimes();
  return (
    <time dateTime={iso}>
      <span className="inline-block whitespace-nowrap">{times.day(iso)}</span>{' '}
      <span className="inline-block whitespace-nowrap">{times.hour(iso)}</span>
    </time>
  );
}
