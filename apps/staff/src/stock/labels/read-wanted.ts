// What labels are wanted for: `item:copies` of an address, or lots that go off soon.
import { answerOf } from '@engawa/client';
import type { Language } from '@engawa/ui';
import { api } from '../../api.ts';
import { dayOf } from '../../orders/order-list.ts';
import { type LabelLine, printedCode } from './label-line.ts';

const itemsMax = 100;
const dueDays = 3;

/** `itm_…:12,itm_…:3`; what is no item is left out. */
export async function readWanted(
  wanted: string,
  placeId: string,
  language: Language,
): Promise<LabelLine[]> {
  const asked = wanted
    .split(',')
    .filter((each) => each !== '')
    .slice(0, itemsMax)
    .map((each) => {
      const [itemId = '', copies = '1'] = each.split(':');
      return { itemId, copies: Number(copies) };
    });
  return Promise.all(
    asked.map(async ({ itemId, copies }) => ({
      ...(await readLine(itemId, placeId, language)),
      copies,
    })),
  );
}

async function readLine(itemId: string, placeId: string, language: Language): Promise<LabelLine> {
  const params = { path: { itemId }, query: { placeId } };
  const item = await answerOf(api.GET('/api/catalog/items/{itemId}', { params }));
  return {
    key: itemId,
    name: (language === 'en' ? item.name.en : null) ?? item.name.ja,
    code: printedCode(item.barcodes[0] ?? item.code),
    priceMinor: item.price?.amountMinor ?? null,
    percentOff: 0,
    bestBefore: null,
    copies: 1,
  };
}

type Where = { readonly placeId: string; readonly timeZone: string };

/** One line a lot that goes off within three days at the place, with as many copies as pieces. */
export async function readDueLots(
  { placeId, timeZone }: Where,
  language: Language,
): Promise<LabelLine[]> {
  const before = dayOf(new Date(Date.now() + dueDays * 86_400_000).toISOString(), timeZone);
  const query = { placeId, before, limit: itemsMax };
  const { lots } = await answerOf(api.GET('/api/stock/lots', { params: { query } }));
  return Promise.all(
    lots
      .filter(({ state, onHand }) => state === 'good' && onHand > 0)
      .map(async ({ id, itemId, onHand, bestBefore }) => ({
        ...(await readLine(itemId, placeId, language)),
        key: id,
        bestBefore,
        copies: Math.ceil(onHand),
      })),
  );
}
