// Over every room and the locked screen, as long as practice lasts.
import { queries } from '../api.ts';
import { useWords } from '../words/words.ts';
import { setPractice, usePractice } from './practice.ts';

export function PracticeBand() {
  const say = useWords().practice;
  return usePractice() ? (
    <div
      className="flex shrink-0 flex-wrap items-center gap-x-4 bg-kaki px-4 py-1 text-paper"
      data-practice-band
    >
      <p className="min-w-0 flex-1 font-bold" role="status">
        {say.band}
      </p>
      <button
        className="min-h-12 rounded-md px-3 font-bold underline underline-offset-4"
        data-act="end-practising"
        onClick={() => switchPractice(false)}
        type="button"
      >
        {say.end}
      </button>
    </div>
  ) : null;
}

/** Everything is asked anew, so that nothing of practice is left on the screens. */
export function switchPractice(isPractice: boolean): void {
  setPractice(isPractice);
  void queries.invalidateQueries();
}
