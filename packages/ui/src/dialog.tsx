// The browser's own dialog: focus, Escape and the inert page behind come with it.
import { type ReactNode, type RefObject, useId } from 'react';
import { Icon } from './icon.tsx';
import { useUiWords } from './words.ts';

type Props = {
  /** Open it with `ref.current.showModal()`. */
  readonly ref: RefObject<HTMLDialogElement | null>;
  readonly title: string;
  readonly children: ReactNode;
};

export function Dialog({ ref, title, children }: Props) {
  const words = useUiWords();
  const id = useId();
  return (
    <dialog
      ref={ref}
      aria-labelledby={id}
      className="m-auto w-[min(32rem,calc(100vw-2rem))] rounded-lg bg-paper p-6 text-left text-sumi shadow-lift"
    >
      <div className="mb-3 flex items-start justify-between gap-4">
        <h2 id={id} className="text-xl font-bold">
          {title}
        </h2>
        <button
          type="button"
          className="-m-2 inline-flex size-11 items-center justify-center rounded-md hover:bg-shade"
          aria-label={words.close}
          onClick={() => ref.current?.close()}
        >
          <Icon name="cross" />
        </button>
      </div>
      {children}
    </dialog>
  );
}
