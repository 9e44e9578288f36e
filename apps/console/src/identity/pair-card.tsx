// One suggested pair: both records side by side, what differs marked in words and weight, the reason it is shown, the
// waterfall, and the three answers.
import type { Answer } from '@engawa/client';
import { Badge } from '@engawa/ui';
import { Button, wordFor } from '@engawa/ui/work';
import { TextLink } from '../parts/text-link.tsx';
import { useWords } from '../words/words.ts';
import { Waterfall } from './waterfall.tsx';

export type Pair = Answer<'/api/identity/reviews'>['pairs'][number];
export type Verdict = 'same' | 'different' | 'unsure';

type PairCardProps = {
  readonly pair: Pair;
  readonly isCurrent: boolean;
  readonly isSelected: boolean;
  readonly isBusy: boolean;
  /** What may be said of it. */
  readonly verdicts: readonly Verdict[];
  readonly onFocus: () => void;
  readonly onSelect: () => void;
  readonly onDecide: (verdict: Verdict) => void;
};

export function PairCard(props: PairCardProps) {
  const { pair, isCurrent, isSelected, isBusy, verdicts, onFocus, onSelect, onDecide } = props;
  const words = useWords();
  // Never 100: nothing is that sure.
  const percent = String(Math.min(99.9, Math.floor(pair.probability * 1000) / 10));
  const reason =
    pair.conflict === null
      ? wordFor(words.identity.reasons, pair.reason)
      : words.identity.conflictIn(wordFor(words.identity.fields, pair.conflict));
  return (
    <li
      className={`rounded-lg bg-paper p-4 shadow-rest md:p-6 ${isCurrent ? 'outline-2 outline-ai' : ''}`}
      onFocus={onFocus}
    >
      <div className="mb-4 flex flex-wrap items-center gap-x-4 gap-y-2">
        <label className="flex min-h-11 items-center gap-2 text-sm">
          <input
            checked={isSelected}
            className="size-5 accent-ai"
            onChange={onSelect}
            type="checkbox"
          />
          {words.identity.select}
        </label>
        <Badge tone={pair.conflict === null ? 'here' : 'now'}>{reason}</Badge>
        <span className="text-ink-soft text-sm">
          {words.identity.probability}{' '}
          <strong className="text-sumi">{words.identity.chance(percent)}</strong>
        </span>
      </div>
      <SideBySide pair={pair} />
      <details className="mt-4" open={isCurrent}>
        <summary className="flex min-h-11 cursor-pointer items-center text-ai text-sm">
          {words.identity.evidence}
        </summary>
        <Waterfall steps={pair.evidence} />
      </details>
      <div className="mt-4 flex flex-wrap gap-3">
        {verdicts.map((verdict, index) => (
          <Button
            aria-keyshortcuts={String(index + 1)}
            disabled={isBusy}
            key={verdict}
            look={verdict === 'same' && pair.conflict === null ? 'main' : 'quiet'}
            onClick={() => onDecide(verdict)}
          >
            {words.identity[verdict]}
          </Button>
        ))}
      </div>
    </li>
  );
}

/** In the order people compare; what is not here says nothing of who she is. */
const compared = [
  'familyName',
  'givenName',
  'fullName',
  'familyKana',
  'givenKana',
  'fullKana',
  'companyName',
  'birthDate',
  'gender',
  'phone',
  'mobilePhone',
  'email',
  'postalCode',
  'prefecture',
  'city',
  'address',
  'memberNumber',
] as const;

function SideBySide({ pair }: { readonly pair: Pair }) {
  const words = useWords();
  const [left, right] = pair.sides;
  if (left === undefined || right === undefined) {
    return null;
  }
  const fields = compared.filter((field) => field in left.fields || field in right.fields);
  return (
    <table className="w-full table-fixed text-left text-sm">
      <thead>
        <tr className="border-line border-b">
          <th className="w-20 py-2 pr-2 font-normal text-ink-soft md:w-32" scope="col">
            {words.identity.field}
          </th>
          {[left, right].map((side) => (
            <th className="py-2 pr-2" key={side.recordId} scope="col">
              <TextLink to={`/customers/${side.customerId}`}>
                {wordFor(words.customers.sources, side.source)}
              </TextLink>
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {fields.map((field) => {
          const [one, other] = [left.fields[field], right.fields[field]];
          const differs = one !== undefined && other !== undefined && one !== other;
          return (
            <tr className="border-line border-b align-top" key={field}>
              <th className="py-1.5 pr-2 font-normal text-ink-soft" scope="row">
                {wordFor(words.customers.fields, field)}
              </th>
              {[one, other].map((value, index) => (
                <td
                  className={`break-words py-1.5 pr-2 ${differs ? 'font-bold' : ''}`}
                  key={index === 0 ? 'left' : 'right'}
                >
                  {value === undefined ? words.common.none : wordFor(words.identity.values, value)}
                </td>
              ))}
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}
