// Must show: browsing, cart and orders of a device follow whoever signs in, and stay apart when two people share it.
import { expect, test } from 'vitest';
import { recordProof } from '../checks/proof-results.ts';
import { browserLacking } from '../support/browser.ts';
import { hanako, momoko, playSharedDevice } from './shared-device.ts';

const lacking = browserLacking();
if (lacking !== undefined) {
  console.warn(`Skipped: ${lacking}.`);
}

test.skipIf(lacking !== undefined)(
  'guest to known: browsing, cart and orders of a device follow whoever signs in, and stay apart when two people share it',
  { timeout: 240_000 },
  async () => {
    const beganAt = performance.now();
    const played = await playSharedDevice();
    for (const [person, left] of [
      [hanako, played.hanako],
      [momoko, played.momoko],
    ] as const) {
      expect(left.cart).toContain(person.keeps);
      expect(left.ownPage).not.toContain('ご注文はまだありません');
      const kinds = left.timeline.map((line) => line.split(' ')[0]);
      expect(kinds).toContain('moments.viewed');
      expect(kinds.filter((kind) => kind === 'orders.placed')).toHaveLength(1);
    }
    // Nobody's is the other's: not what she looked at, not what she ordered, not what she chose.
    expect(played.afterLeaving).not.toContain(hanako.keeps);
    expect(played.momoko.cart).not.toContain(hanako.keeps);
    expect(played.elsewhere).toContain(hanako.keeps);
    expect(played.elsewhere).not.toContain(momoko.keeps);
    const [first, second] = played.customers;
    expect(first).not.toBe(second);
    const itemsOf = (timeline: readonly string[]) =>
      new Set(timeline.flatMap((line) => /itm_[0-9a-z]+/.exec(line)?.[0] ?? []));
    const shared = [...itemsOf(played.hanako.timeline)].filter((id) =>
      itemsOf(played.momoko.timeline).has(id),
    );
    recordProof({
      claim:
        'Guest to known: what a device did follows whoever signs in, and two people who share it stay apart',
      measured: `timelines of ${played.hanako.timeline.length} and ${played.momoko.timeline.length} moments, ${shared.length} items in both`,
      holds: shared.length === 0 && first !== second,
      seconds: (performance.now() - beganAt) / 1000,
    });
    expect(shared).toEqual([]);
  },
);
