// Small drawings in one line weight. They stand beside words and never instead of them, so they are hidden from the ear.

const paths = {
  orders: 'M6 8h12l1 12H5L6 8Zm3 0a3 3 0 0 1 6 0',
  customers: 'M12 12a4 4 0 1 0 0-8 4 4 0 0 0 0 8Zm-7 8a7 7 0 0 1 14 0',
  stock: 'M4 8l8-4 8 4v8l-8 4-8-4V8Zm0 0 8 4 8-4M12 12v8',
  scan: 'M4 8V5a1 1 0 0 1 1-1h3m8 0h3a1 1 0 0 1 1 1v3m0 8v3a1 1 0 0 1-1 1h-3m-8 0H5a1 1 0 0 1-1-1v-3M8 8v8m4-8v8m4-8v8',
  search: 'M11 18a7 7 0 1 0 0-14 7 7 0 0 0 0 14Zm5-2 4 4',
  back: 'M15 5l-7 7 7 7',
  next: 'M9 5l7 7-7 7',
  close: 'M6 6l12 12M18 6 6 18',
  alert: 'M12 4 2.5 20h19L12 4Zm0 6v4m0 3h.01',
  away: 'M4 4l16 16M8.5 16.5a5 5 0 0 1 7 0M5 13a10 10 0 0 1 4-2.4M19 13a10 10 0 0 0-5-2.8M12 20h.01',
  switch: 'M8 7h11m-3-3 3 3-3 3M16 17H5m3-3-3 3 3 3',
  settings:
    'M12 15a3 3 0 1 0 0-6 3 3 0 0 0 0 6Zm0-12v3m0 12v3M3 12h3m12 0h3M5.6 5.6l2.1 2.1m8.6 8.6 2.1 2.1m0-12.8-2.1 2.1m-8.6 8.6-2.1 2.1',
  erase: 'M9 6h11v12H9l-6-6 6-6Zm3 4 4 4m0-4-4 4',
  check: 'M5 12.5l4.5 4.5L19 7.5',
  place: 'M12 21s-6-5.5-6-11a6 6 0 0 1 12 0c0 5.5-6 11-6 11Zm0-9a2 2 0 1 0 0-4 2 2 0 0 0 0 4Z',
  eye: 'M2.5 12S6 5.5 12 5.5 21.5 12 21.5 12 18 18.5 12 18.5 2.5 12 2.5 12Zm9.5 3a3 3 0 1 0 0-6 3 3 0 0 0 0 6Z',
  sound: 'M5 9.5v5h3l4.5 4v-13L8 9.5H5Zm11-1a5 5 0 0 1 0 7m2.500-9.500a8.500 8.500 0 0 1 0 12',
} as const;

export type IconName = keyof typeof paths;

type IconProps = { readonly name: IconName; readonly className?: string };

export function Icon({ name, className = 'size-6' }: IconProps) {
  return (
    <svg
      aria-hidden="true"
      className={`shrink-0 ${className}`}
      fill="none"
      focusable="false"
      stroke="currentColor"
      strokeLinecap="round"
      strokeLinejoin="round"
      strokeWidth="1.7"
      viewBox="0 0 24 24"
    >
      <path d={paths[name]} />
    </svg>
  );
}

/** The mark of the house: a roof, two posts, and the boards of the veranda. */
export function Mark({ className = 'size-10' }: { readonly className?: string }) {
  return (
    <svg aria-hidden="true" className={className} fill="none" focusable="false" viewBox="0 0 32 32">
      <path
        className="stroke-ai"
        d="M4 12 16 6l12 6M8 13v8m16-8v8"
        strokeLinecap="round"
        strokeLinejoin="round"
        strokeWidth="2.2"
      />
      <path
        className="stroke-kaki"
        d="M4 22h24M4 26.5h24"
        strokeLinecap="round"
        strokeWidth="2.2"
      />
    </svg>
  );
}
