// A profile is shown for a reason, chosen from codes: free words could say something of the person.
import { Button } from '@engawa/ui/work';
import type { FormEvent } from 'react';
import { Select, textOf } from '../parts/form.tsx';
import { useWords } from '../words/words.ts';

const accessReasons = [
  'customer_present',
  'follow_up',
  'order_question',
  'delivery',
  'complaint',
  'correction',
  'legal_request',
] as const;
export type AccessReason = (typeof accessReasons)[number];

export function Unmask({ onReason }: { readonly onReason: (reason: AccessReason) => void }) {
  const words = useWords();
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const text = textOf(new FormData(event.currentTarget), 'reason');
    const reason = accessReasons.find((each) => each === text);
    if (reason !== undefined) {
      onReason(reason);
    }
  };
  return (
    <form
      className="mb-6 grid items-end gap-4 rounded-lg border border-line border-dashed p-5 md:grid-cols-[1fr_auto]"
      onSubmit={submit}
    >
      <div>
        <Select label={words.customers.reason} name="reason">
          {accessReasons.map((reason) => (
            <option key={reason} value={reason}>
              {words.customers.accessReasons[reason]}
            </option>
          ))}
        </Select>
        <p className="mt-2 text-ink-soft text-sm">{words.customers.unmaskHint}</p>
      </div>
      <Button type="submit">{words.customers.unmask}</Button>
    </form>
  );
}
