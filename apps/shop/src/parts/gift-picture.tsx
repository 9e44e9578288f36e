// The pictures of a gift's card, drawn here: few lines, the house's colours, nothing loaded.
const drawings: Readonly<Record<string, readonly string[]>> = {
  mizuhiki: [
    'M4 42h112M4 47h112M4 52h112',
    'M60 47c-10-16-30-14-28 0s22 12 28 0c6-12 30-14 28 0s-18 16-28 0',
    'M60 47l-12 28M60 47l12 28',
  ],
  flowers: [
    'M60 84V48M60 70c-14 0-20-8-20-16 12 0 20 6 20 16zM60 64c14 0 20-8 20-16-12 0-20 6-20 16z',
    'M60 44a9 9 0 1 0 0-18 9 9 0 0 0 0 18z',
    'M60 26a8 8 0 1 1 12 8 8 8 0 1 1-4 13 8 8 0 0 1-16 0 8 8 0 1 1-4-13 8 8 0 1 1 12-8z',
  ],
  sweets: [
    'M30 62c0-18 14-30 30-30s30 12 30 30z',
    'M24 62h72l-6 14H30z',
    'M48 46c6-5 18-5 24 0M54 38c4-2 8-2 12 0',
  ],
  tea: [
    'M34 42h46v18a22 22 0 0 1-46 0z',
    'M80 46h8a9 9 0 0 1 0 18h-9',
    'M30 86h56M48 34c0-6 6-6 6-12M62 34c0-6 6-6 6-12',
  ],
  sky: [
    'M86 34a10 10 0 1 0 0-.01',
    'M22 66a12 12 0 0 1 12-12 16 16 0 0 1 30-4 13 13 0 0 1 20 10 9 9 0 0 1 0 18H32a12 12 0 0 1-10-12z',
    'M10 90h100',
  ],
};

type Props = { readonly picture: string; readonly className?: string };

export function GiftPicture({ picture, className = '' }: Props) {
  return (
    <svg
      aria-hidden="true"
      focusable="false"
      viewBox="0 0 120 96"
      fill="none"
      stroke="currentColor"
      strokeWidth="2.4"
      strokeLinecap="round"
      strokeLinejoin="round"
      className={`rounded-md bg-kaki-mist text-kaki ${className}`}
    >
      {(drawings[picture] ?? drawings['mizuhiki'] ?? []).map((path) => (
        <path key={path} d={path} />
      ))}
    </svg>
  );
}
