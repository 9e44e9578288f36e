// What becomes of something that was left for the shop's printer: it comes out, it waits and the clerk is told why, or it may
// have come out and the clerk is asked. Left again after an answer that was lost it is the same job, so that not two come out
// when the printer is on again.
import { type Answer, answerOf, doneOf } from '@engawa/client';
import { useRef, useState } from 'react';
import { api } from '../api.ts';

/** As the shop calls the printer at its counter. */
export const counterPrinter = 'counter';
const lookEveryMs = 700;
/** A printer that is on has taken it by then. */
const takenMsMax = 6000;
/** One that took it has said something by then, or never will. */
const followMsMax = 45_000;

type Jobs = Answer<'/api/tills/print-jobs'>['jobs'];
export type PrintFailure = Jobs[number]['failure'];

export type PrintState = 'sent' | 'printed' | 'off' | 'uncertain' | 'given_up';

export type PrintJob = {
  /** Undefined as long as nobody printed it here. */
  readonly state: PrintState | undefined;
  readonly failure: PrintFailure;
  /** Leaves it, by a key under which the house takes it once; answers the job. */
  readonly print: (leave: (key: string) => Promise<string>) => Promise<void>;
  readonly again: () => Promise<void>;
  readonly cameOut: () => Promise<void>;
  readonly giveUp: () => Promise<void>;
};

export function usePrintJob(placeId: string): PrintJob {
  const job = useRef<{
    readonly key: string;
    readonly leave: (key: string) => Promise<string>;
    jobId?: string;
  }>(undefined);
  const [state, setState] = useState<PrintState>();
  const [failure, setFailure] = useState<PrintFailure>(null);
  const doOr = async (work: () => Promise<PrintState>) => {
    setFailure(null);
    try {
      setState(await work());
    } catch {
      setState('off');
    }
  };
  const follow = async (jobId: string) => {
    const found = await followJob(placeId, jobId);
    setFailure(found.failure);
    return found.state;
  };
  /** Of a job that the house may not have heard of, nothing is to be said to it. */
  const tell = async (word: 'retry' | 'came-out' | 'give-up') => {
    const jobId = job.current?.jobId;
    if (jobId !== undefined) {
      const path = `/api/tills/print-jobs/{jobId}/${word}` as const;
      await doneOf(api.POST(path, { params: { path: { jobId } }, body: { placeId } }));
    }
  };
  const leaveIt = async () => {
    const left = job.current;
    if (left === undefined) {
      return 'off';
    }
    left.jobId = await left.leave(left.key);
    return follow(left.jobId);
  };
  const end = (word: 'came-out' | 'give-up', ended: PrintState) =>
    doOr(async () => {
      // One whose answer was lost is left once more to learn which it is.
      const left = job.current;
      if (left !== undefined && left.jobId === undefined) {
        left.jobId = await left.leave(left.key);
      }
      await tell(word);
      job.current = undefined;
      return ended;
    });
  return {
    state,
    failure,
    print: (leave) => {
      setState('sent');
      job.current = { key: crypto.randomUUID(), leave };
      return doOr(leaveIt);
    },
    again: () => {
      setState('sent');
      return doOr(async () => {
        const jobId = job.current?.jobId;
        if (jobId === undefined) {
          return leaveIt();
        }
        await tell('retry');
        return follow(jobId);
      });
    },
    cameOut: () => end('came-out', 'printed'),
    giveUp: () => end('give-up', 'given_up'),
  };
}

type Followed = { readonly state: PrintState; readonly failure: PrintFailure };

/** Until it came out, the printer says why not, or nothing was heard for a while. */
async function followJob(placeId: string, jobId: string): Promise<Followed> {
  const beganAt = Date.now();
  for (;;) {
    await new Promise((resolve) => setTimeout(resolve, lookEveryMs));
    const params = { query: { placeId } };
    const { jobs } = await answerOf(api.GET('/api/tills/print-jobs', { params }));
    const found = stateOfJob(jobs, jobId, Date.now() - beganAt);
    if (found !== undefined) {
      return found;
    }
  }
}

/** Undefined as long as it is to be waited for. */
export function stateOfJob(jobs: Jobs, jobId: string, sinceMs: number): Followed | undefined {
  const job = jobs.find((each) => each.jobId === jobId);
  if (job === undefined) {
    return { state: 'printed', failure: null };
  }
  const { state, failure } = job;
  if (state === 'uncertain') {
    return { state, failure };
  }
  if (state === 'waiting' && (failure !== null || sinceMs > takenMsMax)) {
    return { state: 'off', failure };
  }
  return sinceMs > followMsMax ? { state: 'uncertain', failure } : undefined;
}
