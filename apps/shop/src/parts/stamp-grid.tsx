// The places of a stamp card: pressed in the warm accent, each a little askew as by hand; what comes with an order that is still
// open is only outlined.

type Props = {
  readonly size: number;
  readonly stamps: number;
  readonly pending: number;
  /** What a screen reader says of the whole. */
  readonly label: string;
};

const tilts = ['-rotate-6', 'rotate-3', '-rotate-2', 'rotate-6', 'rotate-1'] as const;

export function StampGrid({ size, stamps, pending, label }: Props) {
  return (
    <div role="img" aria-label={label} className="mt-4 grid grid-cols-5 gap-2">
      {Array.from({ length: size }, (_, index) => index + 1).map((number) => (
        <Place
          key={number}
          number={number}
          look={number <= stamps ? 'pressed' : number <= stamps + pending ? 'coming' : 'empty'}
        />
      ))}
    </div>
  );
}

const looks = {
  pressed: 'border-kaki bg-kaki text-paper motion-safe:transition-transform',
  coming: 'border-dashed border-kaki text-kaki',
  empty: 'border-line text-ink-soft',
} as const;

function Place({ number, look }: { readonly number: number; readonly look: keyof typeof looks }) {
  const tilt = look === 'pressed' ? tilts[number % tilts.length] : '';
  return (
    <span
      className={`flex aspect-square items-center justify-center rounded-full border-2 text-sm font-bold ${looks[look]} ${tilt}`}
    >
      {look === 'pressed' ? <Seal /> : number}
    </span>
  );
}

/** The mark of the house in one colour, as a stamp leaves it. */
function Seal() {
  return (
    <svg aria-hidden="true" className="size-3/5" fill="none" focusable="false" viewBox="0 0 32 32">
      <path
        d="M4 12 16 6l12 6M8 13v8m16-8v8M4 22h24M4 26.5h24"
        stroke="currentColor"
        strokeLinecap="round"
        strokeLinejoin="round"
        strokeWidth="2.6"
      />
    </svg>
  );
}
