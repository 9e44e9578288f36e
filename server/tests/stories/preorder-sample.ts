// An article that is made for chosen days, for walks through the pages of all three apps.
import type { RealServer } from '../support/real-server.ts';

/** Takes orders for an item (typed id) from now on; answers the sale's id. */
export async function sellForDays(
  server: RealServer,
  owner: { readonly authorization: string },
  itemId: string,
): Promise<string> {
  const terms = {
    itemId,
    windows: [{ opensAt: '2026-01-01T00:00:00Z' }],
    leadDays: 2,
    cutoffMinute: 1080,
    dayLimit: 12,
  };
  const { status, body } = await server.request('POST', '/api/orders/preorders', terms, owner);
  if (status !== 201) {
    throw new Error(`nothing could be sold for days: ${JSON.stringify(body)}`);
  }
  const day = Temporal.Now.plainDateISO('Asia/Tokyo').add({ days: 5 }).toString();
  const path = `/api/orders/preorders/${body.id}/days/${day}`;
  await server.request('PUT', path, { limit: 0 }, owner);
  return String(body.id);
}
