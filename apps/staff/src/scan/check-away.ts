// A member card without a line: the code says by itself whether it is true, by keys that were fetched while there was a
// line. A number alone cannot, but it has a check digit and names her when the line is back.

import { checkCode, isCardNumber } from '@engawa/card';
import { answerOf } from '@engawa/client';
import { api } from '../api.ts';
import { askOrRemember } from '../offline/memory.ts';
import { houseNow } from '../till/book/clock.ts';

export type MemberRefusal = 'malformed' | 'forged' | 'old' | 'over' | 'taken_back' | 'no_keys';

/** Fetches the keys while there is a line; the tablet calls it when it opens and now and then. */
export function fetchCardKeys() {
  return askOrRemember(['cards', 'keys'], () => answerOf(api.GET('/api/cards/keys')));
}

export async function checkAway(
  code: string,
): Promise<{ readonly number: string } | { readonly refused: MemberRefusal }> {
  if (isCardNumber(code)) {
    return { number: code };
  }
  const kept = await fetchCardKeys().catch(() => undefined);
  if (kept === undefined) {
    return { refused: 'no_keys' };
  }
  const { keys, takenBack } = kept.data;
  const till = {
    keys: new Map(keys.map(({ id, publicKey }) => [id, bytesOf(publicKey)])),
    takenBack: new Set(takenBack),
  };
  return checkCode(code, till, houseNow());
}

function bytesOf(text: string): Uint8Array<ArrayBuffer> {
  const plain = atob(text.replaceAll('-', '+').replaceAll('_', '/'));
  return Uint8Array.from(plain, (letter) => letter.charCodeAt(0));
}
