// How printing stands, in words; with a way on where it did not come out, or may have.
import { Button } from '@engawa/ui/work';
import type { PrintJob, PrintState } from '../../parts/use-print-job.ts';
import { useWords } from '../../words/words.ts';

type PrintingProps = {
  readonly job: PrintJob;
  /** What is said instead where it is no receipt. */
  readonly said?: Partial<Record<PrintState, string>>;
};

export function Printing({ job, said: more }: PrintingProps) {
  const { state, failure, again, cameOut, giveUp } = job;
  const words = useWords().till.receipt;
  if (state === undefined) {
    return null;
  }
  const said = {
    sent: words.printing,
    printed: words.printed,
    off: words.off,
    uncertain: words.uncertain,
    given_up: words.givenUp,
    ...more,
  };
  const isOpen = state === 'off' || state === 'uncertain';
  return (
    <div
      className={`rounded-lg p-3 ${isOpen ? 'bg-kaki-mist text-kaki' : 'bg-ai-mist'}`}
      data-printer={state}
    >
      <p role="status">
        {failure !== null && <b>{words.failures[failure]} </b>}
        {said[state]}
      </p>
      {isOpen && (
        <div className="mt-2 flex flex-wrap gap-2">
          {state === 'uncertain' && (
            <Button data-act="print-came-out" onClick={() => void cameOut()}>
              {words.cameOut}
            </Button>
          )}
          <Button data-act="print-again" onClick={() => void again()}>
            {words.printAgain}
          </Button>
          <Button data-act="print-give-up" onClick={() => void giveUp()}>
            {words.giveUp}
          </Button>
        </div>
      )}
    </div>
  );
}
