// A page that is looked at stands still: half of what it shows, half way to where it goes, is nobody's page.
import type { Page } from 'playwright-core';

/** Done once nothing has changed and nothing has moved for some frames. A sign of waiting may turn for ever. */
const script = `new Promise((resolve, reject) => {
  const framesWanted = 6;
  const endsAt = performance.now() + 30_000;
  let stillFrames = 0;
  let lastChange = 'its first frame';
  const observer = new MutationObserver(([{ type, target }]) => {
    stillFrames = 0;
    lastChange = type + ' of ' + target.nodeName;
  });
  const all = { attributes: true, characterData: true, childList: true, subtree: true };
  observer.observe(document, all);
  const isMoving = ({ effect, playState }) =>
    playState === 'running' && Number.isFinite(effect?.getComputedTiming().endTime ?? 0);
  const look = () => {
    const moving = document.getAnimations().find(isMoving);
    stillFrames = moving === undefined ? stillFrames + 1 : 0;
    if (stillFrames > framesWanted) {
      observer.disconnect();
      resolve();
    } else if (performance.now() > endsAt) {
      observer.disconnect();
      const what = moving?.effect?.target?.outerHTML.slice(0, 200) ?? lastChange;
      reject(new Error('the page does not come to rest: ' + what));
    } else {
      requestAnimationFrame(look);
    }
  };
  requestAnimationFrame(look);
})`;

/** Until nothing changes in the page that is open, and nothing in it fades or moves. */
export async function comeToRest(page: Page): Promise<void> {
  await page.evaluate(script);
}
