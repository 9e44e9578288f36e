// From a scan to the page it means: one item, several, an order. The beep says whether it was read; the page says the
// rest. A scan is a moment of the house, too.
import { answerOf, Unreachable } from '@engawa/client';
import type { NavigateFunction } from 'react-router';
import { api } from '../api.ts';
import { askOrRemember } from '../offline/memory.ts';
import { notify } from '../parts/notices.tsx';
import { play } from '../parts/sound.ts';
import { openRequest } from '../returns/open-request.ts';
import { readStation } from '../station/station.ts';
import { findItems, type ItemRow } from '../stock/use-items.ts';
import { checkAway, type MemberRefusal } from './check-away.ts';
import { readScan } from './read-scan.ts';
import { rememberScan } from './scanned.ts';

type Sentences = {
  readonly wrongDigit: (code: string) => string;
  readonly unknown: (code: string) => string;
  readonly many: (code: string) => string;
  readonly away: (code: string) => string;
  readonly noOrder: (number: string) => string;
  readonly member: (points: string, coupons: number) => string;
  readonly memberAway: (number: string) => string;
  readonly noMember: Readonly<Record<MemberRefusal, string>>;
};

/** Opens what a scan means. */
export async function lookUp(
  raw: string,
  words: Sentences,
  navigate: NavigateFunction,
): Promise<void> {
  const scan = readScan(raw);
  if (scan.kind === 'misread') {
    complain(words.wrongDigit(scan.code));
    return;
  }
  if (scan.kind === 'order') {
    play('good');
    await navigate(`/orders/${scan.orderId}`);
    return;
  }
  if (scan.kind === 'return-request') {
    play('good');
    await openRequest(scan.requestId, navigate);
    return;
  }
  if (scan.kind === 'layaway') {
    play('good');
    await navigate(`/layaways/${scan.layawayId}`);
    return;
  }
  if (scan.kind === 'transfer') {
    play('good');
    await navigate(`/transfers/${scan.transferId}`);
    return;
  }
  if (scan.kind === 'member') {
    await openMember(scan.code, words, navigate);
    return;
  }
  if (scan.kind === 'order-number') {
    await openOrder(scan.number, words, navigate);
    return;
  }
  const { code } = scan;
  try {
    const placeId = readStation()?.placeId ?? '';
    const key = ['catalog', 'items', code, placeId];
    const { data } = await askOrRemember(key, () => findItems(code, placeId));
    await open(code, data, words, navigate);
  } catch (error) {
    complain(error instanceof Unreachable ? words.away(code) : messageOf(error));
  }
}

/** By the number that a guest reads out; one of another shop is shown too. */
async function openOrder(
  number: string,
  words: Sentences,
  navigate: NavigateFunction,
): Promise<void> {
  try {
    const query = { q: number, limit: 1 };
    const { orders } = await answerOf(api.GET('/api/orders', { params: { query } }));
    const [order] = orders;
    if (order === undefined) {
      complain(words.noOrder(number));
      return;
    }
    play('good');
    await navigate(`/orders/${order.id}`);
  } catch (error) {
    complain(error instanceof Unreachable ? words.away(number) : messageOf(error));
  }
}

/** One scan: who she is, her points, her coupons. Without a line the tablet checks the code by itself. */
async function openMember(
  code: string,
  words: Sentences,
  navigate: NavigateFunction,
): Promise<void> {
  const placeId = readStation()?.placeId;
  try {
    const body = { code, ...(placeId === undefined ? {} : { placeId }) };
    const member = await answerOf(api.POST('/api/cards/scan', { body }));
    play('good');
    const points = member.points.available.toLocaleString('en');
    notify({ tone: 'calm', text: words.member(points, member.coupons.length) });
    // Her card was shown: that is the reason to see her page.
    await navigate(`/customers/${member.customerId}?present=1`);
  } catch (error) {
    if (!(error instanceof Unreachable)) {
      complain(messageOf(error));
      return;
    }
    const checked = await checkAway(code);
    if ('refused' in checked) {
      complain(words.noMember[checked.refused]);
      return;
    }
    play('good');
    notify({ tone: 'calm', text: words.memberAway(checked.number) });
  }
}

async function open(
  code: string,
  items: readonly ItemRow[],
  words: Sentences,
  navigate: NavigateFunction,
): Promise<void> {
  const [first, second] = items;
  if (first === undefined) {
    complain(words.unknown(code));
    tellHouse(undefined);
    return;
  }
  play('good');
  // A barcode or a whole code names one item, though others may look alike.
  if (second === undefined || first.code === code || /^\d{8,14}$/.test(code)) {
    const { id: itemId, name } = first;
    rememberScan({ itemId, code: first.code, nameJa: name.ja, nameEn: name.en });
    tellHouse(itemId);
    await navigate(`/stock/${itemId}`);
    return;
  }
  notify({ tone: 'calm', text: words.many(code) });
  await navigate(`/stock?q=${encodeURIComponent(code)}`);
}

function complain(text: string): void {
  play('bad');
  notify({ tone: 'bad', text });
}

/** Lost without a line: a scan that looked something up is no sale. */
function tellHouse(itemId: string | undefined): void {
  const placeId = readStation()?.placeId;
  const moment = {
    id: crypto.randomUUID(),
    kind: 'scanned' as const,
    ...(itemId === undefined ? {} : { itemId }),
  };
  const body = {
    channel: 'store' as const,
    ...(placeId === undefined ? {} : { placeId }),
    moments: [moment],
  };
  answerOf(api.POST('/api/moments', { body })).catch(() => undefined);
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : '';
}
