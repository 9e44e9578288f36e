// A button whose deed is asked once more, because it cannot be undone or reaches far.
import { Dialog } from '@engawa/ui';
import { Button } from '@engawa/ui/work';
import { useRef } from 'react';
import { useWords } from '../words/words.ts';

type SureProps = {
  /** What the button says, here and in the dialog. */
  readonly word: string;
  /** The same for the ear where a page has several of them. */
  readonly label?: string;
  /** The question. */
  readonly title: string;
  /** What comes of it. */
  readonly hint: string;
  readonly isBusy: boolean;
  readonly isWarning?: boolean;
  readonly onSure: () => void;
  /** `data-act` of the button; with `-now` of the one in the dialog. */
  readonly act: string;
};

export function Sure({
  word,
  label = word,
  title,
  hint,
  isBusy,
  isWarning = false,
  onSure,
  act,
}: SureProps) {
  const { common } = useWords();
  const dialog = useRef<HTMLDialogElement>(null);
  const sure = () => {
    dialog.current?.close();
    onSure();
  };
  return (
    <>
      <Button
        aria-label={label}
        data-act={act}
        disabled={isBusy}
        look={isWarning ? 'warning' : 'quiet'}
        onClick={() => dialog.current?.showModal()}
      >
        {word}
      </Button>
      <Dialog ref={dialog} title={title}>
        <p className="mb-6">{hint}</p>
        <div className="flex flex-wrap gap-3">
          <Button data-act={`${act}-now`} look={isWarning ? 'warning' : 'main'} onClick={sure}>
            {word}
          </Button>
          <Button onClick={() => dialog.current?.close()}>{common.cancel}</Button>
        </div>
      </Dialog>
    </>
  );
}
