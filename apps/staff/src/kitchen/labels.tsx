// A label for each cup: what it is, for whom, what is in it. Printed by the tablet's own printer; where that is off, the
// same stands on the screen to be copied, and can be printed again.
import { Button } from '@engawa/ui/work';
import { allergens } from '../../../../server/modules/kitchen/menu/allergens.ts';
import { useTimes } from '../station/use-places.ts';
import { Sheet } from '../till/parts/sheet.tsx';
import { useWords } from '../words/words.ts';
import type { Ticket } from './use-display.ts';

type LabelsProps = { readonly ticket: Ticket; readonly onClose: () => void };

export function Labels({ ticket, onClose }: LabelsProps) {
  const words = useWords();
  const say = words.kitchen;
  const times = useTimes();
  const isEn = words.lang === 'en';
  const isGroup = new Set(ticket.cups.map(({ seat }) => seat)).size > 1;
  return (
    <Sheet onClose={onClose} title={say.labelsTitle(ticket.callNumber)}>
      <Button className="w-full" data-act="print-labels" look="main" onClick={() => print()}>
        {say.print}
      </Button>
      <p className="mt-2 mb-3 text-ink-soft text-sm">{say.printOff}</p>
      <ol className="space-y-3" data-labels>
        {ticket.cups.map((cup) => (
          <li
            className="break-inside-avoid rounded-md border border-edge bg-white p-3 text-sumi"
            data-label={cup.number}
            key={cup.number}
          >
            <p className="flex items-baseline justify-between gap-2">
              <b className="text-2xl tabular-nums">{say.number(ticket.callNumber)}</b>
              <span className="text-sm">
                {cup.number}/{ticket.cups.length}
                {isGroup && ` ${say.flowers[(cup.seat - 1) % say.flowers.length] ?? ''}`}
              </span>
            </p>
            <p className="font-bold text-lg leading-snug">{isEn ? cup.nameEn : cup.nameJa}</p>
            <p>{(isEn ? cup.optionsEn : cup.optionsJa).join(' / ')}</p>
            {cup.allergens.length > 0 && (
              <p className="text-xs">
                {say.allergens}: {namesOf(cup.allergens, isEn ? 'en' : 'ja')}
              </p>
            )}
            <p className="text-xs">
              {ticket.isEatenIn ? say.eatIn : say.takeOut} {times.hour(ticket.promisedAt)}
            </p>
          </li>
        ))}
      </ol>
    </Sheet>
  );
}

function namesOf(codes: readonly string[], language: 'ja' | 'en'): string {
  return Object.entries(allergens)
    .flatMap(([code, name]) => (codes.includes(code) ? [name[language]] : []))
    .join(language === 'en' ? ', ' : '、');
}
