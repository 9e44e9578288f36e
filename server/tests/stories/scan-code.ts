// A barcode reader at a page: the codes it reads and the keys it types.
import type { Page } from 'playwright-core';

/** Twelve digits with the thirteenth (GS1 General Specifications 7.9). */
export function withCheckDigit(digits: string): string {
  const sum = Array.from(digits)
    .toReversed()
    .reduce((all, digit, index) => all + Number(digit) * (index % 2 === 0 ? 3 : 1), 0);
  return `${digits}${(10 - (sum % 10)) % 10}`;
}

/**
 * As a reader does: keys faster than a hand, then Enter. A keyboard's keys bear the time at which they were pressed, however
 * late a busy page hears of them; keys made by a script would bear the time at which the machine came to make them.
 */
export async function scan(page: Page, code: string): Promise<void> {
  await page.evaluate(`{
    const timeStamp = performance.now();
    for (const key of [...${JSON.stringify(code)}, 'Enter']) {
      const stroke = new KeyboardEvent('keydown', {
        key, code: key === 'Enter' ? 'Enter' : 'Digit' + key, bubbles: true, cancelable: true,
      });
      Object.defineProperty(stroke, 'timeStamp', { value: timeStamp });
      document.body.dispatchEvent(stroke);
    }
  }`);
}
