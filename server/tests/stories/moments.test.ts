// Modules above tell moments themselves, inside their own transaction.
import { newId } from '#kernel/ids';
import { guest } from '#kernel/sessions';
import { transaction } from '#kernel/transaction';
import { addSource, takeMoments } from '#moments';
import { expect, test } from '#testing';

const caller = { principal: guest, token: undefined, channel: 'web' } as const;

test('a moment told within a transaction stands or falls with it, and so does its being taken', async ({
  house,
}) => {
  const code = await transaction(house.db, {}, (tx) =>
    addSource(tx, { kind: 'receipt', name: 'レシート' }),
  );
  const moments = [{ id: newId(), what: { kind: 'searched', results: 4 } as const, source: code }];
  const fallen = transaction(house.db, {}, async (tx) => {
    await takeMoments(tx, caller, { moments });
    throw new Error('the rest of it failed');
  });
  await expect(fallen).rejects.toThrow('the rest of it failed');
  const taken = await transaction(house.db, {}, (tx) => takeMoments(tx, caller, { moments }));
  expect(taken).toMatchObject({ accepted: 1, repeated: 0, isKnown: false });

  await house.settle();
  const owner = await house.as('owner');
  const { body } = await house.request('GET', '/api/moments/sources', undefined, owner);
  expect(body.sources).toMatchObject([{ code, counts: { 'moments.searched': 1 } }]);
});
