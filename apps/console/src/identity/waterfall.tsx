// Why a pair is as likely as it is: a bar a field, to the right for one person, to the left for two. Words and
// numbers say the same as the bars.
import { wordFor } from '@engawa/ui/work';
import { useWords } from '../words/words.ts';

export type EvidenceStep = {
  readonly field: string;
  readonly level: string;
  readonly bits: number;
};

/** Longer bars are all as long: beyond, more says nothing more. */
const bitsMost = 20;
const bitsLeast = 0.05;

export function Waterfall({ steps }: { readonly steps: readonly EvidenceStep[] }) {
  const words = useWords();
  const shown = steps.filter(({ bits, field }) => Math.abs(bits) >= bitsLeast || field === 'start');
  return (
    <figure>
      <figcaption className="mb-2 text-ink-soft text-sm">{words.identity.evidenceHint}</figcaption>
      <ul className="space-y-1.5">
        {shown.map((step) => (
          <WaterfallStep key={step.field} step={step} />
        ))}
      </ul>
    </figure>
  );
}

function WaterfallStep({ step: { field, level, bits } }: { readonly step: EvidenceStep }) {
  const words = useWords();
  const isFor = bits > 0;
  const share = (Math.min(Math.abs(bits), bitsMost) / bitsMost) * 50;
  const amount = Math.abs(bits).toFixed(1);
  return (
    <li className="grid grid-cols-[6.5rem_1fr] items-center gap-x-3 text-sm md:grid-cols-[8rem_1fr_13rem]">
      <span className="min-w-0 font-bold">{wordFor(words.identity.fields, field)}</span>
      <span
        aria-hidden="true"
        className="relative col-span-2 h-3 rounded-sm bg-shade md:col-span-1"
      >
        <span className="absolute inset-y-0 left-1/2 w-px bg-edge" />
        <span
          className={`absolute inset-y-0 rounded-sm ${isFor ? 'left-1/2 bg-ai' : 'right-1/2 bg-kaki'}`}
          style={{ width: `${share}%` }}
        />
      </span>
      <span className="col-span-2 min-w-0 text-ink-soft md:col-span-1">
        {wordFor(words.identity.levels, level)}
        {' · '}
        <span className={isFor ? 'text-ai' : 'text-kaki'}>
          {isFor ? words.identity.speaksFor(amount) : words.identity.speaksAgainst(amount)}
        </span>
      </span>
    </li>
  );
}
