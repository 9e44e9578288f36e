// The most memory a process held, as Linux tells it; undefined where there is no /proc.
import { readFileSync } from 'node:fs';

/** Looks until `stop`, which answers the peak in MiB. */
export function watchMemory(pid: number): { stop(): number | undefined } {
  let peakMib: number | undefined;
  const look = () => {
    try {
      const text = readFileSync(`/proc/${pid}/status`, 'utf8');
      const kib = /VmHWM:\s+(\d+) kB/.exec(text)?.[1];
      peakMib = kib === undefined ? peakMib : Number(kib) / 1024;
    } catch {
      // It has ended.
    }
  };
  const timer = setInterval(look, 50);
  return {
    stop: () => {
      clearInterval(timer);
      return peakMib;
    },
  };
}
