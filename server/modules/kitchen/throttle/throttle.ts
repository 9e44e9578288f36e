// How much a kitchen takes on: pure rules, no I/O, no clock. Each station makes so many units in a slot. What is to be
// ready at the end of a slot is made in that slot and, where it is more than fits, in the free room of the slots before
// it. So a promise is one that the people behind the counter can keep, and nothing is ever promised beyond it.

export type StationRoom = { readonly code: string; readonly unitsPerSlot: number };

/** `station slotMs` → units. */
export type Taken = ReadonlyMap<string, number>;

export type SlotLoad = {
  readonly station: string;
  /** Milliseconds since 1970. */
  readonly startsAtMs: number;
  readonly units: number;
};

export type Fit = {
  /** The end of the slot in which it becomes ready. */
  readonly readyAtMs: number;
  readonly loads: readonly SlotLoad[];
};

export type FitAsked = {
  readonly stations: readonly StationRoom[];
  readonly taken: Taken;
  /** Units that each station has to make. */
  readonly units: ReadonlyMap<string, number>;
  readonly slotMs: number;
  readonly nowMs: number;
  /** The longest single piece: nothing is ready sooner. */
  readonly prepareMs: number;
  /** Nobody works before the shop opens. */
  readonly opensMs: number;
};

/** A large order may be made over so many slots. */
const slotsBackMax = 12;

export function loadKey(station: string, startsAtMs: number): string {
  return `${station} ${startsAtMs}`;
}

/** The first slot whose end is not before `atMs`. */
export function slotReadyAt(atMs: number, slotMs: number): number {
  return Math.ceil(atMs / slotMs) * slotMs - slotMs;
}

/** Whether it fits so that it is ready at the end of the slot that starts then; undefined when it does not. */
export function fitInto(asked: FitAsked, slotStartMs: number): Fit | undefined {
  const { slotMs, nowMs } = asked;
  const readyAtMs = slotStartMs + slotMs;
  if (readyAtMs < nowMs + asked.prepareMs) {
    return undefined;
  }
  // What is left of the running slot still counts; a slot that is over does not.
  const firstMs = Math.max(
    Math.floor(nowMs / slotMs) * slotMs,
    Math.ceil(asked.opensMs / slotMs) * slotMs,
    slotStartMs - (slotsBackMax - 1) * slotMs,
  );
  const loads: SlotLoad[] = [];
  for (const [station, needed] of asked.units) {
    const room = asked.stations.find(({ code }) => code === station)?.unitsPerSlot ?? 0;
    let left = needed;
    for (let atMs = slotStartMs; atMs >= firstMs && left > 0; atMs -= slotMs) {
      const free = room - (asked.taken.get(loadKey(station, atMs)) ?? 0);
      const units = Math.min(left, Math.max(0, free));
      if (units > 0) {
        loads.push({ station, startsAtMs: atMs, units });
        left -= units;
      }
    }
    if (left > 0) {
      return undefined;
    }
  }
  return { readyAtMs, loads };
}

/** The first fit that is ready at or after `fromMs` and at or before `untilMs`. */
export function firstFit(asked: FitAsked, fromMs: number, untilMs: number): Fit | undefined {
  const { slotMs } = asked;
  for (let atMs = slotReadyAt(fromMs, slotMs); atMs + slotMs <= untilMs; atMs += slotMs) {
    const fit = fitInto(asked, atMs);
    if (fit !== undefined) {
      return fit;
    }
  }
  return undefined;
}
