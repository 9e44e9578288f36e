// Short notices at the edge of the screen: what was done, what came, what went wrong. They go by themselves; those
// that somebody must read stay until they are closed.
import { Icon } from '@engawa/ui/work';
import { useEffect, useSyncExternalStore } from 'react';
import { Link } from 'react-router';
import { useWords } from '../words/words.ts';
import { sayWrong } from './say-wrong.ts';

export type Notice = {
  readonly id: number;
  readonly tone: 'calm' | 'new' | 'bad';
  /** An error is said in the reader's language. */
  readonly text: string | Error;
  readonly to?: string;
};

const calmMs = 4000;
const newMs = 9000;
const noticesMax = 3;

let notices: readonly Notice[] = [];
let lastId = 0;
const watchers = new Set<() => void>();

export function notify(notice: Omit<Notice, 'id'>): void {
  lastId += 1;
  change([...notices, { id: lastId, ...notice }].slice(-noticesMax));
}

/** Says what went wrong. */
export function complain(error: unknown): void {
  notify({ tone: 'bad', text: error instanceof Error ? error : String(error) });
}

function dismiss(id: number): void {
  change(notices.filter((notice) => notice.id !== id));
}

function change(next: readonly Notice[]): void {
  notices = next;
  for (const watcher of watchers) {
    watcher();
  }
}

function subscribe(watcher: () => void): () => void {
  watchers.add(watcher);
  return () => watchers.delete(watcher);
}

export function Notices() {
  const shown = useSyncExternalStore(subscribe, () => notices);
  return (
    <div
      aria-live="polite"
      className="pointer-events-none fixed inset-x-3 top-3 z-40 flex flex-col items-end gap-2"
    >
      {shown.map((notice) => (
        <NoticeCard key={notice.id} notice={notice} />
      ))}
    </div>
  );
}

const looks = {
  calm: 'border-line bg-paper text-sumi',
  new: 'border-ai bg-ai text-paper',
  bad: 'border-kaki bg-kaki-mist text-kaki',
} as const;

function NoticeCard({ notice }: { readonly notice: Notice }) {
  const words = useWords();
  const { id, tone, to } = notice;
  const text = notice.text instanceof Error ? sayWrong(notice.text, words) : notice.text;
  useEffect(() => {
    if (tone === 'bad') {
      return undefined;
    }
    const timer = setTimeout(() => dismiss(id), tone === 'new' ? newMs : calmMs);
    return () => clearTimeout(timer);
  }, [id, tone]);
  return (
    <div
      className={`arrives pointer-events-auto flex max-w-md items-center rounded-lg border shadow-lift ${looks[tone]}`}
      data-tone={tone}
    >
      {to === undefined ? (
        <p className="px-5 py-3">{text}</p>
      ) : (
        <Link
          className="flex min-h-14 items-center px-5 font-bold"
          onClick={() => dismiss(id)}
          to={to}
        >
          {text}
        </Link>
      )}
      <button
        aria-label={words.common.close}
        className="flex size-12 shrink-0 items-center justify-center"
        onClick={() => dismiss(id)}
        type="button"
      >
        <Icon name="cross" />
      </button>
    </div>
  );
}
