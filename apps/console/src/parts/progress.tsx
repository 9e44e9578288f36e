type ProgressProps = { readonly label: string; readonly done: number; readonly of: number };

export function Progress({ label, done, of }: ProgressProps) {
  return (
    <progress
      aria-label={label}
      className="block h-2 w-full appearance-none overflow-hidden rounded-full bg-shade [&::-moz-progress-bar]:bg-ai [&::-webkit-progress-bar]:bg-shade [&::-webkit-progress-value]:bg-ai"
      max={Math.max(of, 1)}
      value={done}
    />
  );
}
