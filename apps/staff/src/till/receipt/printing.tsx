// What becomes of a receipt that was left for the shop's printer: it comes out, or the clerk is told why not and what
// there is instead. Printed again it is the same job, so that not two come out when the printer is on again.
import { type Answer, answerOf, doneOf } from '@engawa/client';
import { Button } from '@engawa/ui/work';
import { useState } from 'react';
import { api } from '../../api.ts';
import { useWords } from '../../words/words.ts';

/** As the shop calls the printer at its counter. */
const printer = 'counter';
const lookEveryMs = 700;
const printerMs = 6000;

type Failure = Answer<'/api/tills/print-jobs'>['jobs'][number]['failure'];

export type PrintingState = {
  /** Undefined as long as nobody printed it here. */
  readonly state: 'sent' | 'printed' | 'off' | 'given_up' | undefined;
  readonly failure: Failure;
  readonly print: (language: 'ja' | 'en') => Promise<void>;
  readonly again: () => Promise<void>;
  readonly giveUp: () => Promise<void>;
};

export function usePrinting(orderId: string, placeId: string): PrintingState {
  const [jobId, setJobId] = useState<string>();
  const [state, setState] = useState<PrintingState['state']>();
  const [failure, setFailure] = useState<Failure>(null);
  /** Until it came out, the printer says why not, or nothing was heard for a while. */
  const follow = async (id: string) => {
    setState('sent');
    setFailure(null);
    const until = Date.now() + printerMs;
    while (Date.now() < until) {
      await new Promise((resolve) => setTimeout(resolve, lookEveryMs));
      const query = { placeId };
      const { jobs } = await answerOf(api.GET('/api/tills/print-jobs', { params: { query } }));
      const job = jobs.find((each) => each.jobId === id);
      if (job === undefined) {
        setState('printed');
        return;
      }
      if (job.failure !== null) {
        setFailure(job.failure);
        break;
      }
    }
    setState('off');
  };
  const doOr = async (work: () => Promise<void>) => {
    try {
      await work();
    } catch {
      setState('off');
    }
  };
  const params = { path: { jobId: jobId ?? '' } };
  return {
    state,
    failure,
    print: (language) =>
      doOr(async () => {
        const body = { placeId, printer, orderId, language };
        const made = await answerOf(api.POST('/api/tills/print-jobs', { body }));
        setJobId(made.jobId);
        await follow(made.jobId);
      }),
    again: () =>
      doOr(async () => {
        setState('sent');
        const path = '/api/tills/print-jobs/{jobId}/retry';
        await doneOf(api.POST(path, { params, body: { placeId } }));
        await follow(jobId ?? '');
      }),
    giveUp: () =>
      doOr(async () => {
        const path = '/api/tills/print-jobs/{jobId}/give-up';
        await doneOf(api.POST(path, { params, body: { placeId } }));
        setJobId(undefined);
        setState('given_up');
      }),
  };
}

/** How it stands, in words; with a way on where it did not come out. */
export function Printing({ printing }: { readonly printing: PrintingState }) {
  const words = useWords().till.receipt;
  const { state, failure, again, giveUp } = printing;
  if (state === undefined) {
    return null;
  }
  const said = {
    sent: words.printing,
    printed: words.printed,
    off: words.off,
    given_up: words.givenUp,
  };
  return (
    <div
      className={`rounded-lg p-3 ${state === 'off' ? 'bg-kaki-mist text-kaki' : 'bg-ai-mist'}`}
      data-printer={state}
    >
      <p role="status">
        {failure !== null && <b>{words.failures[failure]} </b>}
        {said[state]}
      </p>
      {state === 'off' && (
        <div className="mt-2 flex flex-wrap gap-2">
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
