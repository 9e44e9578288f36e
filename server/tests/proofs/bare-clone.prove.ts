import { expect, test } from 'vitest';
import { boundOf, recordProof } from '../checks/proof-results.ts';
import { browserLacking } from '../support/browser.ts';
import { walkFirstWay } from './bare-clone.ts';

const lacking = browserLacking();

test.skipIf(lacking !== undefined)(
  'from a bare clone to the shop’s home in a browser within three minutes, one of them after the install',
  async () => {
    const walk = await walkFirstWay((line) => console.log(line));
    const { cloneS, installS, answersS, homeS, companyS, products, cores, load } = walk;
    const totalS = cloneS + installS + homeS;
    const holds = totalS <= boundOf(180) && homeS <= boundOf(60) && products > 0;
    recordProof({
      claim:
        'From a bare clone to the shop’s home in a browser ≤ 3 minutes, ≤ 60 s of it after install',
      measured:
        `${totalS.toFixed(0)} s: clone ${cloneS.toFixed(1)}, npm ci ${installS.toFixed(1)}, server answers ${answersS.toFixed(1)}, ` +
        `home with ${products} products ${homeS.toFixed(1)} s after npm start; the company whole after ${companyS.toFixed(1)} s; ` +
        `${cores} cores, load ${load.map((each) => each.toFixed(1)).join(' to ')}`,
      holds,
      seconds: totalS,
    });
    expect(products).toBeGreaterThan(0);
    expect(homeS).toBeLessThanOrEqual(boundOf(60));
    expect(totalS).toBeLessThanOrEqual(boundOf(180));
  },
);
