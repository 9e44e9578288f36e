// The first-day tour of a room: offered in one line above it until a clerk has seen it or put it away, a few steps of a
// sentence each, over nothing and in nobody's way; the settings show it again.
import { formatCount } from '@engawa/ui';
import { Button, Icon } from '@engawa/ui/work';
import { useState } from 'react';
import { useWords } from '../words/words.ts';
import { setSeen, type TourRoom, useHasSeen } from './tours.ts';

type TourProps = {
  readonly staffId: string;
  readonly room: TourRoom;
  /** Asked for in the settings. */
  readonly isAgain: boolean;
  readonly onEnd: () => void;
};

export function Tour({ staffId, room, isAgain, onEnd }: TourProps) {
  const say = useWords().tour;
  const hasSeen = useHasSeen(staffId, room);
  const [at, setAt] = useState<number | null>(null);
  const end = () => {
    setAt(null);
    setSeen(staffId, room);
    onEnd();
  };
  const index = at ?? (isAgain ? 0 : null);
  if (index === null) {
    return hasSeen ? null : (
      <section
        aria-label={say.title}
        className="flex shrink-0 flex-wrap items-center gap-x-4 border-line border-b bg-ai-mist px-4"
        data-tour="offered"
      >
        <p className="flex-1 basis-full pt-2 text-sm sm:basis-0 sm:py-2">{say.offer}</p>
        <Button className="max-sm:!pl-0" data-act="tour-see" look="plain" onClick={() => setAt(0)}>
          {say.see}
        </Button>
        <Button data-act="tour-later" look="plain" onClick={end}>
          {say.later}
        </Button>
      </section>
    );
  }
  const steps = say.rooms[room];
  const step = steps[index];
  const isLast = index >= steps.length - 1;
  return (
    <section
      aria-label={say.title}
      className="flex shrink-0 flex-wrap items-center gap-x-4 gap-y-1 border-line border-b bg-ai-mist px-4 py-2"
      data-tour={index + 1}
    >
      <span className="text-ink-soft text-sm tabular-nums">
        {say.step(formatCount(index + 1), formatCount(steps.length))}
      </span>
      <p aria-live="polite" className="min-w-60 flex-1">
        <b className="mr-3">{step?.title}</b>
        {step?.text}
      </p>
      <span className="flex items-center gap-2">
        {index > 0 && (
          <Button data-act="tour-back" onClick={() => setAt(index - 1)}>
            {say.back}
          </Button>
        )}
        <Button data-act="tour-next" look="main" onClick={isLast ? end : () => setAt(index + 1)}>
          {isLast ? say.done : say.next}
        </Button>
        <button
          aria-label={say.close}
          className="flex size-12 items-center justify-center rounded-lg active:bg-shade"
          onClick={end}
          type="button"
        >
          <Icon className="size-5" name="cross" />
        </button>
      </span>
    </section>
  );
}
