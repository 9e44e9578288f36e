// The authorisation matrix: every operation of the API document × every kind of caller, each cell by a real request
// that fits the operation. A cell is refused by the edge (401, 403 with its code) or comes as far as the work
// itself. docs/reference/access.md is the same matrix to read.
import { parseId } from '#kernel/ids';
import { isAllowed, type Permission, roles } from '#kernel/roles';
import { createSession } from '#kernel/sessions';
import { transaction } from '#kernel/transaction';
import { expect, type TestHouse, test } from '#testing';
import {
  fittingRequest,
  type KnownIds,
  type Operation,
  operations,
} from '../support/api-document.ts';
import { openSmallShop } from '../support/small-shop.ts';

type Headers = Readonly<Record<string, string>>;
type Caller = { readonly name: string; readonly headersOf: () => Promise<Headers> };

const edgeRefusals = new Set(['kernel.sign_in_needed', 'kernel.not_allowed']);

function callersOf(house: TestHouse, { rec, dev }: KnownIds): Caller[] {
  const session = (kind: 'customer' | 'device', id: string) => async () => {
    const { token } = await transaction(house.db, {}, (tx) =>
      createSession(tx, { kind, principalId: id, lifetime: { hours: 1 } }),
    );
    return { authorization: `Bearer ${token}` };
  };
  const keys = Object.keys(roles).map((role) => ({ name: role, made: house.as(role) }));
  return [
    { name: 'guest', headersOf: () => Promise.resolve({}) },
    { name: 'customer', headersOf: session('customer', parseId('record', rec ?? '')) },
    { name: 'device', headersOf: session('device', parseId('device', dev ?? '')) },
    ...keys.map(({ name, made }) => ({ name, headersOf: () => made })),
  ];
}

/** What the roles of kernel/roles.ts and the operation's own word say. */
function isMeantToBeAllowed({ access }: Operation, caller: string): boolean {
  if (access === 'public') {
    return true;
  }
  if (access === 'customer') {
    return caller === 'customer';
  }
  return caller in roles && isAllowed([caller], access as Permission);
}

type Outcome = 'allowed' | 'refused' | 'unclear';
type Seen = { readonly outcome: Outcome; readonly answer: string };

async function ask(
  house: TestHouse,
  operation: Operation,
  ids: KnownIds,
  headers: Headers,
): Promise<Seen> {
  const { url, body } = fittingRequest(operation, ids);
  const answer = await house.app.inject({
    method: operation.method,
    url,
    headers: { ...headers },
    // A stream of news has no end; its head says enough.
    payloadAsStream: operation.path.endsWith('/stream'),
    ...(body === undefined ? {} : { payload: body as object }),
  });
  const status = answer.statusCode;
  if (operation.path.endsWith('/stream') && status === 200) {
    answer.stream().destroy();
    return { outcome: 'allowed', answer: '200' };
  }
  const isProblem = status >= 400 && !operation.path.endsWith('/stream');
  const code = isProblem ? String(answer.json<{ code?: string }>().code) : '';
  if (status === 401 || status === 403) {
    const isByEdge = edgeRefusals.has(code) || operation.path.endsWith('/stream');
    return { outcome: isByEdge ? 'refused' : 'allowed', answer: `${status} ${code}` };
  }
  const isUnclear = status >= 500 || code === 'kernel.input_invalid';
  return { outcome: isUnclear ? 'unclear' : 'allowed', answer: `${status} ${code}` };
}

/** Every cell that is not as it is meant, and the outcomes that each operation was seen to have. */
async function lookAtMatrix(
  house: TestHouse,
  asked: readonly Operation[],
): Promise<{ complaints: string[]; seen: Map<string, Set<Outcome>> }> {
  const complaints: string[] = [];
  const seen = new Map<string, Set<Outcome>>();
  const { ids } = await openSmallShop(house);
  for (const caller of callersOf(house, ids)) {
    let headers = await caller.headersOf();
    for (const operation of asked) {
      const meant = isMeantToBeAllowed(operation, caller.name) ? 'allowed' : 'refused';
      let { outcome, answer } = await ask(house, operation, ids, headers);
      if (outcome !== meant) {
        // An operation before may have ended the session; a new one tells.
        headers = await caller.headersOf();
        ({ outcome, answer } = await ask(house, operation, ids, headers));
      }
      seen.set(operation.id, (seen.get(operation.id) ?? new Set()).add(outcome));
      if (outcome !== meant) {
        complaints.push(
          `${operation.id} by ${caller.name} is ${outcome} (${answer}), not ${meant}`,
        );
      }
    }
  }
  return { complaints, seen };
}

test('every operation is allowed to whom it is meant for and refused to everybody else', {
  timeout: 240_000,
}, async ({ house }) => {
  const { complaints, seen } = await lookAtMatrix(house, operations);
  expect(complaints).toEqual([]);
  // The ratchet: operations that were not seen in both ways. What is public is refused to nobody at the edge.
  const untested = operations.filter(({ id, access }) => {
    const outcomes = seen.get(id) ?? new Set();
    return !outcomes.has('allowed') || (access !== 'public' && !outcomes.has('refused'));
  });
  expect(untested.map(({ id }) => id)).toEqual([]);
  expect(operations.length).toBeGreaterThan(160);
});

test('a customer who has stopped every use is known by no operation but those that declare duty', async ({
  house,
}) => {
  const { ids, customer } = await openSmallShop(house);
  const stop = { scope: 'all' };
  await house.request('POST', '/api/rights/me/stop', stop, customer);
  const closed: string[] = [];
  const open: string[] = [];
  // What would change how she stands, or ends her session, is asked in module rights.
  const turning = new Set(['eraseMyData', 'resumeUseOfMyData', 'signOutCustomer', 'endMySession']);
  for (const operation of operations.filter(
    ({ id, access }) => access === 'customer' && !turning.has(id),
  )) {
    const { answer } = await ask(house, operation, ids, customer);
    // A stream that is refused has no body to read the code from.
    (/^403 ($|kernel\.use_stopped)/.test(answer) ? closed : open).push(operation.id);
  }
  const isForDuty = ({ described }: Operation) => described['x-engawa-purpose'] === 'duty';
  const meant = operations.filter(({ id, access }) => access === 'customer' && !turning.has(id));
  expect(open).toEqual(meant.filter(isForDuty).map(({ id }) => id));
  expect(closed).toEqual(meant.filter((each) => !isForDuty(each)).map(({ id }) => id));
});

test('the matrix tells of a door that is open, and of one that is shut', async ({ house }) => {
  const open = operations.find(({ id }) => id === 'listPlaces');
  const shut = operations.find(({ id }) => id === 'listStaff');
  const claimed: Operation[] = [
    { ...(open as Operation), access: 'staff.read' },
    { ...(shut as Operation), access: 'public' },
  ];
  const { complaints } = await lookAtMatrix(house, claimed);
  expect(complaints).toContain('listPlaces by guest is allowed (200 ), not refused');
  expect(complaints.some((each) => each.startsWith('listStaff by customer is refused'))).toBe(true);
});
