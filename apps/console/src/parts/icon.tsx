// Small drawings in one line weight. They stand beside words and never instead of them, so they are hidden
// from the ear.

const paths = {
  sun: 'M12 16a4 4 0 1 0 0-8 4 4 0 0 0 0 8ZM12 3v2m0 14v2M3 12h2m14 0h2M5.6 5.6 7 7m10 10 1.4 1.4M5.6 18.4 7 17M17 7l1.4-1.4',
  now: 'M12 7v5l3 2M12 21a9 9 0 1 1 0-18 9 9 0 0 1 0 18Z',
  bag: 'M6 8h12l1 12H5L6 8Zm3 0a3 3 0 0 1 6 0',
  person: 'M12 12a4 4 0 1 0 0-8 4 4 0 0 0 0 8Zm-7 8a7 7 0 0 1 14 0',
  box: 'M4 8l8-4 8 4v8l-8 4-8-4V8Zm0 0 8 4 8-4M12 12v8',
  tag: 'M4 4h8l8 8-8 8-8-8V4Zm4.5 4.5h.01',
  place: 'M12 21s-6-5.5-6-11a6 6 0 0 1 12 0c0 5.5-6 11-6 11Zm0-9a2 2 0 1 0 0-4 2 2 0 0 0 0 4Z',
  import: 'M12 4v10m-4-4 4 4 4-4M5 19h14',
  coin: 'M12 20a8 8 0 1 0 0-16 8 8 0 0 0 0 16Zm-3-9h6m-6 3h6m-3 3v-6m0 0L9 7.5m3 3.5 3-3.5',
  card: 'M4 6h16v12H4V6Zm0 4h16M7 15h3',
  letter: 'M4 6h16v12H4V6Zm0 0 8 7 8-7',
  calendar: 'M5 6h14v14H5V6Zm0 4h14M9 4v4m6-4v4',
  device: 'M7 3h10v18H7V3Zm4 15h2',
  badge: 'M6 4h12v16H6V4Zm6 8a2 2 0 1 0 0-4 2 2 0 0 0 0 4Zm-3 5a3 3 0 0 1 6 0',
  seal: 'M12 3l7 3v5c0 5-3 8-7 10-4-2-7-5-7-10V6l7-3Zm-2 9 2 2 3-4',
  gift: 'M5 10h14v10H5V10Zm-1-4h16v4H4V6Zm8 0v14M12 6c-4 0-4-3-2-3s2 3 2 3Zm0 0c4 0 4-3 2-3s-2 3-2 3Z',
  hook: 'M9 15 15 9M11 6l1-1a4 4 0 0 1 6 6l-1 1M13 18l-1 1a4 4 0 0 1-6-6l1-1',
  spark: 'M12 4l1.8 6.2L20 12l-6.2 1.8L12 20l-1.8-6.2L4 12l6.2-1.8L12 4Z',
  dot: 'M12 13.5a1.5 1.5 0 1 0 0-3 1.5 1.5 0 0 0 0 3Z',
  house: 'M4 11 12 4l8 7M6 10v10h12V10M10 20v-5h4v5',
  more: 'M5 12h.01M12 12h.01M19 12h.01',
  search: 'M11 18a7 7 0 1 0 0-14 7 7 0 0 0 0 14Zm5-2 4 4',
  pause: 'M9 6v12m6-12v12',
  play: 'M8 5l11 7-11 7V5Z',
  unfold: 'M5 9l7 7 7-7',
  back: 'M15 5l-7 7 7 7',
  close: 'M6 6l12 12M18 6 6 18',
  leave: 'M14 5H6v14h8m-3-7h9m-3-3 3 3-3 3',
  language: 'M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18Zm-9-9h18M12 3c5 5 5 13 0 18M12 3c-5 5-5 13 0 18',
  alert: 'M12 4 2.5 20h19L12 4Zm0 6v4m0 3h.01',
} as const;

export type IconName = keyof typeof paths;

export function Icon({
  name,
  className,
}: {
  readonly name: IconName;
  readonly className?: string;
}) {
  return (
    <svg
      aria-hidden="true"
      className={`shrink-0 ${className ?? 'size-5'}`}
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
export function Mark({ className }: { readonly className?: string }) {
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
