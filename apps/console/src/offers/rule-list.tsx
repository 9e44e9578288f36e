// Rules as cards, each with its own fields; one is added by choosing its kind.
import { Button, wordFor } from '@engawa/ui/work';
import { useId } from 'react';
import { useWords } from '../words/words.ts';
import { RuleInput } from './rule-input.tsx';
import { newRule, type Rule, type RuleField } from './rule-kinds.ts';

type Props = {
  readonly title: string;
  readonly kinds: Readonly<Record<string, readonly RuleField[]>>;
  readonly names: Record<string, string>;
  readonly rules: readonly Rule[];
  readonly currency: string;
  /** So many have to be there. */
  readonly least: number;
  readonly onChange: (rules: readonly Rule[]) => void;
};

export function RuleList({ title, kinds, names, rules, currency, least, onChange }: Props) {
  const { offers } = useWords();
  const id = useId();
  // By its place and kind: what is typed into a rule must not begin it anew.
  const keyed = rules.map((rule, at) => ({ rule, key: `${at} ${rule.kind}` }));
  const put = (at: number, rule: Rule) =>
    onChange(rules.map((each, index) => (index === at ? rule : each)));
  return (
    <fieldset className="space-y-3">
      <legend className="mb-3 font-bold text-lg">{title}</legend>
      {keyed.map(({ rule, key }, at) => (
        <div className="rounded-md bg-paper p-4 shadow-rest" key={key}>
          <div className="flex flex-wrap items-center justify-between gap-2">
            <h3 className="font-bold">{wordFor(names, rule.kind)}</h3>
            {rules.length > least && (
              <Button onClick={() => onChange(rules.filter((_, index) => index !== at))}>
                {offers.takeOut}
              </Button>
            )}
          </div>
          <div className="mt-3 grid gap-4 md:grid-cols-2">
            {(kinds[rule.kind] ?? []).map((field) => (
              <RuleInput
                currency={currency}
                field={field}
                key={field.name}
                onChange={(value) => put(at, withField(rule, field.name, value))}
                value={rule[field.name]}
              />
            ))}
          </div>
        </div>
      ))}
      <label className="block max-w-sm" htmlFor={id}>
        <span className="sr-only">{offers.add}</span>
        <select
          className="field"
          id={id}
          onChange={(event) => {
            if (event.target.value !== '') {
              onChange([...rules, newRule(event.target.value, kinds)]);
            }
          }}
          value=""
        >
          <option value="">{offers.add}</option>
          {Object.keys(kinds).map((kind) => (
            <option key={kind} value={kind}>
              {wordFor(names, kind)}
            </option>
          ))}
        </select>
      </label>
    </fieldset>
  );
}

/** Nothing in a field takes it out of the rule. */
function withField(rule: Rule, name: string, value: unknown): Rule {
  const { [name]: _, ...rest } = rule;
  return value === undefined ? (rest as Rule) : { ...rule, [name]: value };
}
