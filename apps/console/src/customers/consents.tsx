// What a customer agreed to: every purpose there is, with a word and not only a colour.
import { Badge } from '@engawa/ui';
import { useWords } from '../words/words.ts';

type ConsentsProps = { readonly purposes: ReadonlySet<string> };

export function Consents({ purposes }: ConsentsProps) {
  const words = useWords();
  return (
    <ul className="grid gap-x-8 rounded-lg bg-paper p-5 shadow-rest md:grid-cols-2 md:p-6">
      {Object.entries(words.customers.purposeNames).map(([purpose, name]) => (
        <li className="flex items-center justify-between gap-4 py-1.5" key={purpose}>
          {name}
          <Badge tone={purposes.has(purpose) ? 'here' : 'quiet'}>
            {purposes.has(purpose) ? words.customers.consentGiven : words.customers.consentNone}
          </Badge>
        </li>
      ))}
    </ul>
  );
}
