// The drawings of the work apps beside those of the shop: one table, so that a thing looks the same everywhere. They
// stand beside words and never instead of them.
import { Drawing, paths as shared } from '../icon.tsx';

const paths = {
  ...shared,
  sun: 'M12 16a4 4 0 1 0 0-8 4 4 0 0 0 0 8ZM12 3v2m0 14v2M3 12h2m14 0h2M5.6 5.6 7 7m10 10 1.4 1.4M5.6 18.4 7 17M17 7l1.4-1.4',
  box: 'M4 8l8-4 8 4v8l-8 4-8-4V8Zm0 0 8 4 8-4M12 12v8',
  tag: 'M4 4h8l8 8-8 8-8-8V4Zm4.5 4.5h.01',
  import: 'M12 4v10m-4-4 4 4 4-4M5 19h14',
  cup: 'M5 8h11v6a5 5 0 0 1-5 5h-1a5 5 0 0 1-5-5V8Zm11 1h2a2 2 0 0 1 0 5h-2M8 3v2m4-2v2',
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
  pause: 'M9 6v12m6-12v12',
  play: 'M8 5l11 7-11 7V5Z',
  unfold: 'M5 9l7 7 7-7',
  back: 'M15 5l-7 7 7 7',
  leave: 'M14 5H6v14h8m-3-7h9m-3-3 3 3-3 3',
  language: 'M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18Zm-9-9h18M12 3c5 5 5 13 0 18M12 3c-5 5-5 13 0 18',
  scan: 'M4 8V5a1 1 0 0 1 1-1h3m8 0h3a1 1 0 0 1 1 1v3m0 8v3a1 1 0 0 1-1 1h-3m-8 0H5a1 1 0 0 1-1-1v-3M8 8v8m4-8v8m4-8v8',
  away: 'M4 4l16 16M8.5 16.5a5 5 0 0 1 7 0M5 13a10 10 0 0 1 4-2.4M19 13a10 10 0 0 0-5-2.8M12 20h.01',
  switch: 'M8 7h11m-3-3 3 3-3 3M16 17H5m3-3-3 3 3 3',
  settings:
    'M12 15a3 3 0 1 0 0-6 3 3 0 0 0 0 6Zm0-12v3m0 12v3M3 12h3m12 0h3M5.6 5.6l2.1 2.1m8.6 8.6 2.1 2.1m0-12.8-2.1 2.1m-8.6 8.6-2.1 2.1',
  erase: 'M9 6h11v12H9l-6-6 6-6Zm3 4 4 4m0-4-4 4',
  eye: 'M2.5 12S6 5.5 12 5.5 21.5 12 21.5 12 18 18.5 12 18.5 2.5 12 2.5 12Zm9.5 3a3 3 0 1 0 0-6 3 3 0 0 0 0 6Z',
  sound: 'M5 9.5v5h3l4.5 4v-13L8 9.5H5Zm11-1a5 5 0 0 1 0 7m2.500-9.500a8.500 8.500 0 0 1 0 12',
  key: 'M15 3a6 6 0 1 0-4.600 9.800L4 19v2h3v-2h2v-2h2l1.500-2.200A6 6 0 0 0 15 3Zm1.500 4.500h.01',
  team: 'M9 11a3.500 3.500 0 1 0 0-7 3.500 3.500 0 0 0 0 7Zm-6 8a6 6 0 0 1 12 0M15.500 4.500a3.500 3.500 0 0 1 0 6.200M17 13.500a6 6 0 0 1 4 5.500',
  copy: 'M8 8h12v12H8V8Zm-4 8V4h12',
} as const;

export type IconName = keyof typeof paths;

export const iconNames = Object.keys(paths) as readonly IconName[];

type IconProps = { readonly name: IconName; readonly className?: string };

export function Icon({ name, className = 'size-icon' }: IconProps) {
  return <Drawing className={className} path={paths[name]} />;
}
