// The more, the better: from so much or so many on, so many per cent off. The highest step that is reached counts.
import { minorOf } from '@engawa/ui';
import { Button } from '@engawa/ui/work';
import { Field, Select } from '../parts/form.tsx';
import { useWords } from '../words/words.ts';
import type { Rule } from './rule-kinds.ts';

type Step = { readonly from: number; readonly bp?: number; readonly minor?: number };
type Props = {
  readonly rule: Rule;
  readonly currency: string;
  readonly onChange: (rule: Rule) => void;
};

const stepsMax = 20;

export function StepsInput({ rule, currency, onChange }: Props) {
  const { offers } = useWords();
  const steps = (Array.isArray(rule['steps']) ? rule['steps'] : []) as readonly Step[];
  const isByPieces = rule['by'] === 'pieces';
  const digits = isByPieces ? 1 : minorOf('1', currency);
  const unit = isByPieces ? offers.pieces : currency;
  const set = (next: readonly Step[]) => onChange({ ...rule, steps: next });
  const setStep = (at: number, part: Partial<Step>) =>
    set(steps.map((step, index) => (index === at ? { ...step, ...part } : step)));
  const last = steps.at(-1);
  const isShare = last?.minor === undefined;
  const digitsOff = minorOf('1', currency);
  const next: Step = {
    from: (last?.from ?? 0) + (isByPieces ? 1 : 1000),
    ...(isShare ? { bp: last?.bp ?? 500 } : { minor: last.minor }),
  };
  const asShare = (isNow: boolean) =>
    set(steps.map(({ from }) => (isNow ? { from, bp: 500 } : { from, minor: 100 * digitsOff })));
  return (
    <fieldset className="space-y-4 md:col-span-2">
      <legend className="mb-2 text-sm">{offers.calculators['tiers']}</legend>
      <Select
        label={offers.stepsBy}
        name="by"
        onChange={(event) => onChange({ ...rule, by: event.target.value })}
        value={isByPieces ? 'pieces' : 'amount'}
      >
        <option value="amount">{offers.byAmount}</option>
        <option value="pieces">{offers.byPieces}</option>
      </Select>
      <Select
        label={offers.stepsTake}
        name="stepsTake"
        onChange={(event) => asShare(event.target.value === 'share')}
        value={isShare ? 'share' : 'amount'}
      >
        <option value="share">{offers.calculators['percent']}</option>
        <option value="amount">{offers.calculators['amount']}</option>
      </Select>
      {steps.map((step, at) => (
        <div className="grid items-end gap-4 sm:grid-cols-[1fr_1fr_auto]" key={keyOf(at)}>
          <Field
            defaultValue={step.from / digits}
            inputMode="decimal"
            label={offers.stepFrom(at + 1, unit)}
            min="1"
            name={`from-${at}`}
            onChange={(event) =>
              setStep(at, { from: Math.round(Number(event.target.value) * digits) })
            }
            type="number"
          />
          <Field
            defaultValue={isShare ? (step.bp ?? 0) / 100 : (step.minor ?? 0) / digitsOff}
            inputMode="decimal"
            key={isShare ? 'share' : 'amount'}
            label={isShare ? offers.stepOff(at + 1) : offers.stepOffMinor(at + 1, currency)}
            max={isShare ? '100' : undefined}
            min="0"
            name={`off-${at}`}
            onChange={({ target }) => {
              const off = Math.round(Number(target.value) * (isShare ? 100 : digitsOff));
              setStep(at, isShare ? { bp: off } : { minor: off });
            }}
            step={isShare ? '0.01' : '1'}
            type="number"
          />
          {steps.length > 1 && at === steps.length - 1 && (
            <Button aria-label={offers.removeStep(at + 1)} onClick={() => set(steps.slice(0, -1))}>
              {offers.removeLast}
            </Button>
          )}
        </div>
      ))}
      {steps.length < stepsMax && (
        <Button onClick={() => set([...steps, next])}>{offers.addStep}</Button>
      )}
    </fieldset>
  );
}

/** Steps are added and taken away at the end only: their place is who they are. */
function keyOf(at: number): string {
  return `step ${at + 1}`;
}
