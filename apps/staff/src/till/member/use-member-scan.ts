// What was scanned beside goods: whose basket it is, and a gift card to pay with.
import { useCallback } from 'react';
import { complain, notify } from '../../parts/notices.tsx';
import { play } from '../../parts/sound.ts';
import { useStation } from '../../station/station.ts';
import { useWords } from '../../words/words.ts';
import { withMember } from '../sale/basket.ts';
import { changeBasket } from '../till-state.ts';
import { useCounter } from '../use-counter.ts';
import { findMember } from './find-member.ts';
import { giftBalance } from './gift-balance.ts';

/** Puts whoever was scanned beside the basket; answers whether there is somebody. */
export function useMemberScan() {
  const words = useWords();
  const placeId = useStation()?.placeId ?? '';
  const till = useCounter()?.till ?? '';
  return useCallback(
    async (code: string) => {
      const found = await findMember(code, { placeId, till });
      if ('refused' in found) {
        play('bad');
        notify({
          tone: 'bad',
          text:
            found.refused === 'none'
              ? words.till.member.none
              : found.refused === 'said'
                ? found.text
                : words.scan.noMember[found.why],
        });
        return false;
      }
      changeBasket((basket) => withMember(basket, found.member));
      play('good');
      if (found.by !== 'house') {
        const { memberAway } = words.scan;
        const said =
          found.by === 'check' ? memberAway(found.member.code) : words.till.member.offline;
        notify({ tone: 'calm', text: said });
      }
      return true;
    },
    [words, placeId, till],
  );
}

export async function takeGiftCard(code: string): Promise<void> {
  try {
    const { availableMinor } = await giftBalance(code);
    play('good');
    changeBasket((basket) => ({ ...basket, gift: { code, availableMinor } }));
  } catch (error) {
    play('bad');
    complain(error);
  }
}
