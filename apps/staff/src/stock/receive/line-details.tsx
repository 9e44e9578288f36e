// What is noted of a line beside its number: broken pieces, the lot and its last good day.
import { useWords } from '../../words/words.ts';
import type { Line } from '../parts/lines.ts';

type LineDetailsProps = {
  readonly line: Line;
  readonly onChange: (change: Partial<Line>) => void;
};

const control = 'mt-1 block min-h-12 w-full rounded-lg border border-edge bg-paper px-3 text-base';

export function LineDetails({ line, onChange }: LineDetailsProps) {
  const say = useWords().stockroom.receive;
  return (
    <div className="grid max-w-md gap-3 pb-2">
      <label className="text-sm">
        {say.fields.damaged}
        <input
          className={control}
          inputMode="numeric"
          name="damaged"
          onChange={({ target }) =>
            onChange({ damaged: Number(target.value.normalize('NFKC').replaceAll(/\D/gu, '')) })
          }
          value={String(line.damaged)}
        />
      </label>
      <label className="text-sm">
        {say.fields.lot}
        <input
          autoCapitalize="characters"
          autoComplete="off"
          className={control}
          maxLength={60}
          name="lot"
          onChange={({ target }) => onChange({ lot: target.value })}
          value={line.lot}
        />
      </label>
      <label className="text-sm">
        {say.fields.bestBefore}
        <input
          className={control}
          name="bestBefore"
          onChange={({ target }) => onChange({ bestBefore: target.value })}
          type="date"
          value={line.bestBefore}
        />
      </label>
    </div>
  );
}
