// Listens for a barcode reader on the whole page, so that no field needs the focus. What the reader typed into a field
// that had it is taken out again, and its Enter sends no form.
import { useLayoutEffect } from 'react';
import type { NavigateFunction } from 'react-router';
import { useWords } from '../words/words.ts';
import { giveScan, wantsEveryScan } from './claim-scans.ts';
import { lookUp } from './look-up.ts';
import { createScanGate } from './read-scan.ts';
import { noScan, typeStroke } from './wedge.ts';

const gate = createScanGate();

export function useScanner(navigate: NavigateFunction): void {
  const words = useWords();
  useLayoutEffect(() => {
    let wedge = noScan;
    let before: { readonly field: HTMLInputElement; readonly value: string } | undefined;
    const typed = (event: KeyboardEvent) => {
      const { target } = event;
      const next = typeStroke(wedge, {
        key: event.key,
        code: event.code,
        isShift: event.shiftKey,
        isComposing: event.isComposing,
        isCommand: event.ctrlKey || event.altKey || event.metaKey,
        atMs: event.timeStamp,
      });
      if (next.wedge.text.length === 1) {
        before =
          target instanceof HTMLInputElement ? { field: target, value: target.value } : undefined;
      }
      wedge = next.wedge;
      if (next.scan === undefined) {
        return;
      }
      event.preventDefault();
      event.stopPropagation();
      if (before !== undefined) {
        restore(before.field, before.value);
      }
      const isNew = gate(next.scan, event.timeStamp);
      if ((isNew || wantsEveryScan()) && !giveScan(next.scan)) {
        void lookUp(next.scan, words.scan, navigate);
      }
    };
    document.addEventListener('keydown', typed, true);
    return () => document.removeEventListener('keydown', typed, true);
  }, [words, navigate]);
}

/** Sets a field so that React notices. */
function restore(field: HTMLInputElement, value: string): void {
  field.blur();
  const property = Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value');
  property?.set?.call(field, value);
  field.dispatchEvent(new Event('input', { bubbles: true }));
}
