// A dialog of the till: the browser's own, open as long as it is there.
import { Icon } from '@engawa/ui/work';
import { type ReactNode, useEffect, useId, useRef } from 'react';
import { useWords } from '../../words/words.ts';

type SheetProps = {
  readonly title: string;
  readonly onClose: () => void;
  readonly children: ReactNode;
};

export function Sheet({ title, onClose, children }: SheetProps) {
  const words = useWords();
  const id = useId();
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => dialog.current?.showModal(), []);
  return (
    <dialog
      aria-labelledby={id}
      className="m-auto max-h-[calc(100dvh-2rem)] w-[min(34rem,calc(100vw-2rem))] overflow-y-auto rounded-lg bg-washi p-5 text-sumi shadow-lift"
      onClose={onClose}
      ref={dialog}
    >
      <div className="mb-3 flex items-start justify-between gap-4">
        <h2 className="font-bold text-xl" id={id}>
          {title}
        </h2>
        <button
          aria-label={words.common.close}
          className="-m-2 flex size-12 shrink-0 items-center justify-center rounded-lg active:bg-shade"
          onClick={onClose}
          type="button"
        >
          <Icon name="cross" />
        </button>
      </div>
      {children}
    </dialog>
  );
}
