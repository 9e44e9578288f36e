// A page that wants what is scanned takes it, before anything is looked up: at the till a scan is a line.
type Take = (raw: string) => void;

const takers: Take[] = [];

/** Takes every scan until the answer is called; the page that came last has them. */
export function claimScans(take: Take): () => void {
  takers.push(take);
  return () => {
    const at = takers.lastIndexOf(take);
    if (at !== -1) {
      takers.splice(at, 1);
    }
  };
}

/** Whether somebody took it. */
export function giveScan(raw: string): boolean {
  const taker = takers.at(-1);
  taker?.(raw);
  return taker !== undefined;
}
