// A shop in a real server: a web shop, a store that hands over, and goods with stock.
import { openDatabase } from '#kernel/db';
import { formatId, newId, parseId } from '#kernel/ids';
import { openKeyStore } from '#kernel/key-store';
import { silentLogger } from '#kernel/logger';
import { transaction } from '#kernel/transaction';
import { postFacts } from '#stock';
import { databaseUrlOf, type RealServer } from './real-server.ts';

export type RealShop = {
  readonly webId: string;
  readonly storeId: string;
  /** itm_… */
  readonly itemIds: readonly string[];
};

export type OrderBody = {
  readonly id: string;
  readonly placeId: string;
  readonly fulfilment: 'pickup';
  readonly handoverPlaceId: string;
  readonly lines: readonly { readonly itemId: string; readonly quantity: number }[];
  readonly contact: Readonly<Record<string, string>>;
  readonly payment: { readonly method: 'cash' };
};

/** Opens the shop through the API; its opening stock is posted by the module's front door. */
export async function openRealShop(
  server: RealServer,
  options: { readonly items: number; readonly pieces: number; readonly name?: string },
): Promise<RealShop> {
  const owner = await server.signIn();
  const made = async (path: string, body: object): Promise<string> => {
    const answer = await server.request('POST', path, body, owner);
    if (answer.status !== 201) {
      throw new Error(`${path} answered ${answer.status}: ${JSON.stringify(answer.body)}`);
    }
    return String(answer.body.id);
  };
  const nameJa = options.name ?? '試し店';
  const webId = await made('/api/places', { code: 'proof-web', kind: 'web', nameJa });
  const storeId = await made('/api/places', { code: 'proof-store', kind: 'store', nameJa });
  const itemIds: string[] = [];
  for (let index = 0; index < options.items; index += 1) {
    const price = { amountMinor: 500 + index };
    itemIds.push(
      await made('/api/catalog/items', { code: `proof-${index}`, nameJa: `品${index}`, price }),
    );
  }
  await fillStock(server.home, storeId, itemIds, options.pieces);
  return { webId, storeId, itemIds };
}

async function fillStock(
  home: string,
  storeId: string,
  itemIds: readonly string[],
  pieces: number,
): Promise<void> {
  const db = await openDatabase({
    url: databaseUrlOf(home),
    log: silentLogger,
    masters: openKeyStore(home),
    connectionsMax: 1,
  });
  try {
    const placeId = parseId('place', storeId);
    await transaction(db, {}, (tx) =>
      postFacts(
        tx,
        itemIds.map((itemId) => ({
          placeId,
          itemId: parseId('item', itemId),
          quantityMilli: pieces * 1000,
          kind: 'opening' as const,
        })),
      ),
    );
  } finally {
    await db.close();
  }
}

/** A guest's order for pickup with an id that the client made; `n` spreads it over the goods. */
export function pickupOrder(shop: RealShop, n: number): OrderBody {
  const at = (index: number) => shop.itemIds[index % shop.itemIds.length] ?? '';
  const lines = [{ itemId: at(n), quantity: 1 + (n % 3) }];
  if (n % 2 === 1) {
    lines.push({ itemId: at(n + 7), quantity: 1 });
  }
  return {
    id: formatId('order', newId()),
    placeId: shop.webId,
    fulfilment: 'pickup',
    handoverPlaceId: shop.storeId,
    lines,
    contact: { familyName: '縁側', givenName: `${n}`, email: `guest${n}@example.com` },
    payment: { method: 'cash' },
  };
}
