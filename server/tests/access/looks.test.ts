// Whoever of the staff sees a person is in the book that she reads. Every GET of the API document that can show a person is
// decided here: what is asked by her id is asked for, and must be in her book afterwards; the rest says why not.
import { parseId } from '#kernel/ids';
import { expect, test } from '#testing';
import { fittingRequest, type Operation, operations } from '../support/api-document.ts';
import { openSmallShop } from '../support/small-shop.ts';

/** What tells a person, or is of one, where a place, a company or an item is not meant. */
const personal: ReadonlySet<string> = new Set([
  'profile',
  'familyName',
  'fullName',
  'maskedName',
  'email',
  'birthDate',
  'contact',
  'customerId',
  'recordId',
]);

/** `asked`: here, by her id. `tested`: in the module, where it needs more than her id. Else why it is no look. */
const decided: Readonly<Record<string, string>> = {
  getCustomer: 'asked',
  getCustomerTimeline: 'asked',
  getCustomerValue: 'asked',
  getStatement: 'asked',
  serveCustomer: 'tested',
  getHerRights: 'asked',
  suggestToCustomer: 'tested',
  findCustomers: 'tested',
  getCustomerHealth: 'tested',
  listIdentityReviews: 'tested',
  listDueFollowUps: 'tested',
  // The same page as getCustomerValue, and noted as it.
  streamCustomerValue: 'tested',
  showShared: 'a provision to another company, in the book of provisions',
  listShared: 'ids only, for the partner to ask with; what is shown is a provision',
  listProvisions: 'the book itself: ids, never values',
  listOrders: 'a purchase with the id of its record, no person',
  getOrder: 'a purchase with the id of its record, no person',
  getAccount: 'who of a company may buy: ids',
  previewIdentityUndo: 'ids of what parts',
  listRefusedIdentityLinks: 'ids of what was refused',
  getPointMaster: 'counts, and the kind of id the master knows',
};

function showsPerson({ path, described }: Operation): boolean {
  return (
    /\{(?:recordId|customerId)\}/.test(path) || names(described).some((each) => personal.has(each))
  );
}

/** Every property of what it answers. */
function names(described: unknown, isInside = false): string[] {
  if (typeof described !== 'object' || described === null) {
    return [];
  }
  return Object.entries(described).flatMap(([key, value]) => {
    const below = names(value, isInside || key === 'responses');
    return isInside && key === 'properties' ? [...Object.keys(value as object), ...below] : below;
  });
}

const looks = operations.filter(
  (operation) =>
    operation.method === 'GET' &&
    !['public', 'customer'].includes(operation.access) &&
    showsPerson(operation),
);

test('every operation by which staff can see a person is decided: noted in the book of looks, or why not', () => {
  expect(looks.map(({ id }) => id).toSorted()).toEqual(Object.keys(decided).toSorted());
});

test('whoever asks for a person by her id is in her book, once for a page that asks again', async ({
  house,
}) => {
  const { ids } = await openSmallShop(house);
  const owner = await house.as('owner');
  const rec = parseId('record', ids['rec'] ?? '');
  const book = async () => {
    const { rows } = await house.db.pool.query<{ what: string; actor: string }>(
      'SELECT what, actor FROM privacy.access_log WHERE record_id = $1 ORDER BY at, id',
      [rec],
    );
    return rows;
  };
  for (const operation of looks.filter(({ id }) => decided[id] === 'asked')) {
    const before = (await book()).length;
    const { url } = fittingRequest(operation, ids);
    const answer = await house.request('GET', url, undefined, owner);
    expect([operation.id, answer.status]).toEqual([operation.id, 200]);
    expect([operation.id, (await book()).length - before]).toEqual([operation.id, 1]);
  }
  const value = `/api/loyalty/customers/${ids['rec'] ?? ''}`;
  const known = (await book()).length;
  await house.request('GET', value, undefined, owner);
  expect(await book()).toHaveLength(known);
  await house.request('GET', value, undefined, await house.as('manager'));
  const rows = await book();
  expect(rows.slice(known)).toMatchObject([{ what: 'loyalty.value' }]);
  expect(rows.every(({ actor }) => actor.length > 0)).toBe(true);
});

test('lists that name people are in the books of those they name', async ({ house }) => {
  const { ids } = await openSmallShop(house);
  const owner = await house.as('owner');
  const rec = parseId('record', ids['rec'] ?? '');
  const today = house.db.clock.now().toZonedDateTimeISO('Asia/Tokyo').toPlainDate().toString();
  const url = `/api/bookings?placeId=${ids['plc'] ?? ''}&from=${today}&days=7`;
  const listed = await house.request('GET', url, undefined, owner);
  expect([listed.status, listed.body.bookings?.length]).toEqual([200, 1]);
  const { rows } = await house.db.pool.query(
    'SELECT what FROM privacy.access_log WHERE record_id = $1',
    [rec],
  );
  expect(rows).toEqual([{ what: 'bookings.list' }]);
});
