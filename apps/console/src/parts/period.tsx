// From when until when, by the clock of the house.
import { instantIn } from '@engawa/ui';
import { useHouse } from '../house/use-house.ts';
import { useWords } from '../words/words.ts';
import { Field, textOf } from './form.tsx';

type Period = { readonly validFrom: string | null; readonly validUntil: string | null };

export function PeriodFields({ known }: { readonly known: Period | undefined }) {
  const { offers } = useWords();
  const timeZone = useHouseZone();
  return (
    <>
      {/* Once it is known by which clock, the fields say the same moment by that one. */}
      <Field
        defaultValue={localIn(known?.validFrom, timeZone)}
        key={`from ${timeZone}`}
        label={offers.from}
        name="validFrom"
        type="datetime-local"
      />
      <Field
        defaultValue={localIn(known?.validUntil, timeZone)}
        key={`until ${timeZone}`}
        label={offers.until}
        name="validUntil"
        type="datetime-local"
      />
    </>
  );
}

export function useHouseZone(): string {
  return useHouse().data?.timeZone ?? 'Asia/Tokyo';
}

/** What was typed into the fields; null is open. */
export function periodOf(form: FormData, timeZone: string): Period {
  return {
    validFrom: instantIn(textOf(form, 'validFrom'), timeZone) ?? null,
    validUntil: instantIn(textOf(form, 'validUntil'), timeZone) ?? null,
  };
}

/** A moment as a field of date and time has it, `2026-11-01T10:00`; empty where there is none. */
export function localIn(iso: string | null | undefined, timeZone: string): string {
  return iso === null || iso === undefined
    ? ''
    : new Intl.DateTimeFormat('sv-SE', { dateStyle: 'short', timeStyle: 'short', timeZone })
        .format(new Date(iso))
        .replace(' ', 'T');
}
