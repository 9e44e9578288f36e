// A gift as whoever opened its link sees it, without an account. Taking it goes by the API: the key that shows it to her
// again is made in her browser and stays there.

import { viewGift } from '#gifts';
import { Refusal } from '#kernel/errors';
import { formatId } from '#kernel/ids';
import { transaction } from '#kernel/transaction';
import { capabilities } from '#places';
import { viewAddresses } from './addresses-page.ts';
import type { Visitor } from './contract.ts';
import type { GiftPage } from './contract-value.ts';
import { type HouseWindow, positionOf } from './house-window.ts';
import { nameIn } from './place-board.ts';

/** Undefined when no gift has this link. */
export async function viewGiftPage(
  window: HouseWindow,
  visitor: Visitor,
  token: string,
): Promise<GiftPage | undefined> {
  const { house, board, web } = window;
  try {
    const gift = await transaction(house.db, { actor: 'guest', readOnly: true }, (tx) =>
      viewGift(tx, token, undefined),
    );
    const isJa = visitor.language === 'ja';
    const named = (ja: string | null, en: string | null) => (isJa ? ja : (en ?? ja));
    const sends = capabilities.delivers | capabilities.ships;
    return {
      state: gift.state,
      kind: gift.kind,
      amountMinor: gift.amountMinor,
      currency: gift.currency,
      quantity: gift.quantity,
      itemName: named(gift.itemName, gift.itemNameEn),
      giverName: gift.giverName,
      message: gift.message,
      picture: gift.picture,
      noshi: gift.noshi,
      expiresAt: gift.expiresAt,
      choices: gift.choices.map((choice) => ({
        itemId: choice.itemId,
        name: named(choice.name, choice.nameEn) ?? '',
      })),
      canSend: (web.capabilities & sends) !== 0,
      addresses: (await viewAddresses(window, visitor))?.addresses ?? [],
      places: board
        .near(positionOf(board, visitor))
        .filter(({ place }) => (place.capabilities & capabilities.hands_over) !== 0)
        .slice(0, 50)
        .map(({ place }) => ({
          id: formatId('place', place.id),
          name: nameIn(place, visitor.language),
        })),
    };
  } catch (error) {
    if (error instanceof Refusal) {
      return undefined;
    }
    throw error;
  }
}
