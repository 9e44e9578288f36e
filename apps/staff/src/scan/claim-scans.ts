// A page that wants what is scanned takes it, before anything is looked up: at the till a scan is a line.
type Take = (raw: string) => void;
type Taker = { readonly take: Take; readonly isEvery: boolean };

const takers: Taker[] = [];

/**
 * Takes every scan until the answer is called; the page that came last has them. `isEvery`: the same code again within a
 * second is another piece, as where pieces are counted.
 */
export function claimScans(take: Take, { isEvery = false } = {}): () => void {
  const taker = { take, isEvery };
  takers.push(taker);
  return () => {
    const at = takers.lastIndexOf(taker);
    if (at !== -1) {
      takers.splice(at, 1);
    }
  };
}

/** Whether each pull of the trigger is one, however fast. */
export function wantsEveryScan(): boolean {
  return takers.at(-1)?.isEvery === true;
}

/** Whether somebody took it. */
export function giveScan(raw: string): boolean {
  const taker = takers.at(-1);
  taker?.take(raw);
  return taker !== undefined;
}
