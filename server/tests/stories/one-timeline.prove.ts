// Must show: from a poster to the till and the sign-up, one timeline with its source.
import { expect, test } from 'vitest';
import { recordProof } from '../checks/proof-results.ts';
import { browserLacking } from '../support/browser.ts';
import { placeName, playOneTimeline, poster } from './one-timeline.ts';

const lacking = browserLacking();
if (lacking !== undefined) {
  console.warn(`Skipped: ${lacking}.`);
}

test.skipIf(lacking !== undefined)(
  'poster, search, product, visit, sale at the till and sign-up are one timeline with its source, seen in the console',
  { timeout: 240_000 },
  async () => {
    const beganAt = performance.now();
    const { sentBeforeYes, keptBeforeYes, timeline, ownPage, counts } = await playOneTimeline();
    expect(sentBeforeYes).toEqual([]);
    expect(keptBeforeYes).toEqual([]);
    const steps = [
      new RegExp(`^閲覧.*${poster}`),
      new RegExp(`^検索.*1件見つかりました.*${poster}`),
      new RegExp(`^閲覧.*${poster}`),
      new RegExp(`^お気に入り.*${poster}`),
      new RegExp(`^ご来店.*${placeName}`),
      new RegExp(`^注文.*${placeName}`),
      /^会員登録/,
    ];
    const found = steps.filter((step) => timeline.some((line) => step.test(line))).length;
    recordProof({
      claim:
        'Poster, search, product, visit, sale at the till and sign-up are one timeline with its source',
      measured: `${found} of ${steps.length} steps on it; sent before she agreed: ${sentBeforeYes.length}`,
      holds: found === steps.length && sentBeforeYes.length === 0,
      seconds: (performance.now() - beganAt) / 1000,
    });
    let at = -1;
    for (const step of steps) {
      at = timeline.findIndex((line, index) => index > at && step.test(line));
      expect(at, `${String(step)} is missing in:\n${timeline.join('\n')}`).toBeGreaterThan(-1);
    }
    expect(ownPage).toContain(`${placeName} でのお買い上げ`);
    expect(ownPage).toContain('檜のまな板');
    expect(counts[poster]).toMatchObject({ 'moments.searched': 1, 'moments.wished': 1 });
    expect(counts['kuramae-door']).toMatchObject({ 'moments.visited': 1 });
  },
);
