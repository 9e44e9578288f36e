// One of a few ways, as a radio button with a sentence beside it; the whole box is the target.
type Props = {
  readonly name: string;
  readonly value: string;
  readonly title: string;
  readonly more: string;
  readonly isChosen: boolean;
};

export function Choice({ name, value, title, more, isChosen }: Props) {
  return (
    <label className="choice flex h-full gap-3 rounded-md border border-edge p-4">
      <input
        type="radio"
        name={name}
        value={value}
        defaultChecked={isChosen}
        className="mt-1.5 size-4 shrink-0 accent-ai"
      />
      <span>
        <span className="font-bold">{title}</span>
        <span className="block text-sm text-ink-soft">{more}</span>
      </span>
    </label>
  );
}
