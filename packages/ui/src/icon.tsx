// Line icons drawn for this house, 24 px, in the colour of the text beside them. A word always stands with them.
export const paths = {
  cart: 'M3 4h2.5l2.2 11.2h10.2L20.5 8H6.4M9.5 20a1 1 0 1 0 0-.01M17 20a1 1 0 1 0 0-.01',
  search: 'M10.5 17a6.5 6.5 0 1 0 0-13 6.5 6.5 0 0 0 0 13zM15.5 15.5L21 21',
  shop: 'M4 10v10h16V10M3 10l2-6h14l2 6a3 3 0 0 1-6 0 3 3 0 0 1-6 0 3 3 0 0 1-6 0zM10 20v-5h4v5',
  pin: 'M12 21s-7-6.2-7-11a7 7 0 0 1 14 0c0 4.8-7 11-7 11zM12 12.500a2.5 2.5 0 1 0 0-5 2.5 2.5 0 0 0 0 5z',
  person: 'M12 11a4 4 0 1 0 0-8 4 4 0 0 0 0 8zM4 21c0-4.5 3.6-7 8-7s8 2.5 8 7',
  circle: 'M12 20a8 8 0 1 0 0-16 8 8 0 0 0 0 16z',
  triangle: 'M12 4.500L21 20H3z',
  cross: 'M6 6l12 12M18 6L6 18',
  question:
    'M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18zM9 9a3 3 0 1 1 4.5 2.600c-1 .6-1.5 1.2-1.5 2.400M12 17.500v.5',
  check: 'M5 12.500l4.5 4.500L19 7.5',
  minus: 'M6 12h12',
  plus: 'M6 12h12M12 6v12',
  truck: 'M3 6h11v10H3zM14 10h4l3 3v3h-7M7 19a1.5 1.5 0 1 0 0-.01M17.5 19a1.5 1.5 0 1 0 0-.01',
  bag: 'M6 9h12l1 11H5zM9 9V7a3 3 0 0 1 6 0v2',
  clock: 'M12 20a8 8 0 1 0 0-16 8 8 0 0 0 0 16zM12 8v4.500l3 2',
  alert: 'M12 20a8 8 0 1 0 0-16 8 8 0 0 0 0 16zM12 8v5M12 15.800v.2',
  next: 'M9 5l7 7-7 7',
  phone:
    'M6 3h3l1.5 5-2 1.500a12 12 0 0 0 6 6l1.5-2 5 1.500v3c0 1-1 2-2 2A16 16 0 0 1 4 5c0-1 1-2 2-2z',
} as const;

export type IconName = keyof typeof paths;

type DrawingProps = {
  readonly path: string;
  /** Pixels, or anything CSS knows; a class may say otherwise. */
  readonly size?: number | string;
  readonly className?: string | undefined;
};

/** One line drawing; hidden from the ear, which has the word beside it. */
export function Drawing({ path, size = 20, className = '' }: DrawingProps) {
  return (
    <svg
      aria-hidden="true"
      focusable="false"
      className={`shrink-0 ${className}`}
      width={size}
      height={size}
      viewBox="0 0 24 24"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.7"
      strokeLinecap="round"
      strokeLinejoin="round"
    >
      <path d={path} />
    </svg>
  );
}

export function Icon({ name, size = 20 }: { readonly name: IconName; readonly size?: number }) {
  return <Drawing path={paths[name]} size={size} />;
}
