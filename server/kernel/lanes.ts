// Two flights of one hot command in the air at once, which never want the same rows. Waiting members are taken in their
// order; whoever wants what is in the air, or what somebody before her waits for, stays for the next flight, and what
// one flight locks it takes along whole: those members could go nowhere else. Few callers make one flight: half of few
// is not worth the statements of a flight.
import type { Batch, Waiting } from './batch.ts';

const lanes = 2;
/** Fewer than this do not make a second flight: with 8, an order over HTTP took 3.2 statements instead of 2.1. */
const fewest = 12;

type Locks<Member> = {
  readonly sizeMax: number;
  readonly locksOf: (member: Member) => readonly string[];
};

/** A batch in two lanes; `run` works a flight and answers its members. */
export function createLanes<Input, Answer>(
  terms: Locks<Waiting<Input, Answer>>,
  run: (members: readonly Waiting<Input, Answer>[], onCommitting: () => void) => Promise<void>,
): Batch<Input, Answer> {
  let queue: Waiting<Input, Answer>[] = [];
  const air = new Set<Flight>();
  let isGathering = false;
  const launch = () => {
    while (air.size < lanes && queue.length >= (air.size === 0 ? 1 : fewest)) {
      const { members, rest, locks } = board(queue, terms, [...air]);
      if (members.length === 0 || (air.size > 0 && members.length < fewest)) {
        return;
      }
      queue = rest;
      const flight = { locks };
      air.add(flight);
      void run(members, () => undefined).finally(() => {
        air.delete(flight);
        gather();
      });
    }
  };
  // Whoever was answered now and asks again is in the next flight.
  const gather = () => {
    if (!isGathering) {
      isGathering = true;
      setImmediate(() => {
        isGathering = false;
        launch();
      });
    }
  };
  return {
    submit: (input) =>
      new Promise<Answer>((resolve, reject) => {
        queue.push({ input, resolve, reject });
        if (air.size > 0 || isGathering) {
          gather();
        } else {
          launch();
        }
      }),
  };
}

type Flight = { readonly locks: ReadonlySet<string> };

type Boarding<Member> = {
  readonly members: Member[];
  readonly rest: Member[];
  readonly locks: Set<string>;
};

/** Who flies now: a fair share of the lanes that are free, and nobody whom another flight would keep waiting. */
export function board<Member>(
  queue: readonly Member[],
  { locksOf, sizeMax }: Locks<Member>,
  air: readonly Flight[],
): Boarding<Member> {
  const share =
    queue.length < 2 * fewest ? queue.length : Math.ceil(queue.length / (lanes - air.length));
  const boarding: Boarding<Member> = { members: [], rest: [], locks: new Set() };
  const wanted = new Set<string>();
  for (const member of queue) {
    const locks = locksOf(member);
    const isFree = !locks.some(
      (lock) => wanted.has(lock) || air.some((flight) => flight.locks.has(lock)),
    );
    const isRoom =
      boarding.members.length < share || locks.some((lock) => boarding.locks.has(lock));
    if (isFree && isRoom && boarding.members.length < sizeMax) {
      boarding.members.push(member);
      for (const lock of locks) {
        boarding.locks.add(lock);
      }
    } else {
      boarding.rest.push(member);
      for (const lock of isFree && !isRoom ? [] : locks) {
        wanted.add(lock);
      }
    }
  }
  return boarding;
}
