import { expect, test } from 'vitest';
import { asFreeReceipt, correctDeed, piecesOf } from './correct-deed.ts';
import type { Deed } from './kept.ts';

const newId = (kind: string) => `new ${kind}`;
const receipt: Deed = {
  kind: 'receipt',
  body: {
    id: 'rcp_1',
    placeId: 'plc_1',
    transferId: 'trf_1',
    lines: [
      { itemId: 'itm_1', quantity: 5, damaged: 3 },
      { itemId: 'itm_2', quantity: 2 },
    ],
  },
};
const stolen: Deed = {
  kind: 'adjustment',
  body: { id: 'adj_1', placeId: 'plc_1', itemId: 'itm_1', quantity: -12, reason: 'stolen' },
};
const tally: Deed = {
  kind: 'tally',
  countId: 'cnt_1',
  walkId: 'walk',
  itemId: 'itm_1',
  quantity: 40,
  revision: 7,
};

test('a receipt keeps its id when it is corrected, and a line that is nothing is not told', () => {
  const told = { key: 'rcp_1', title: 'S-77', deed: receipt, code: 'stock.damaged_too_many' };
  expect(correctDeed(told, { quantities: [2, 0] }, newId)).toEqual({
    key: 'rcp_1',
    title: 'S-77',
    deed: {
      kind: 'receipt',
      body: { ...receipt.body, lines: [{ itemId: 'itm_1', quantity: 2, damaged: 2 }] },
    },
  });
  expect(correctDeed(told, { quantities: [0, 0] }, newId)).toBeUndefined();
});

test('what the house has under its id with something else is told as a new one', () => {
  const told = { key: 'adj_1', title: '急須 -12', deed: stolen, code: 'stock.adjustment_twice' };
  expect(correctDeed(told, { quantities: [11] }, newId)).toMatchObject({
    key: 'new adjustment',
    title: '急須 -11',
    deed: { body: { id: 'new adjustment', quantity: -11, reason: 'stolen' } },
  });
  const free = asFreeReceipt({ key: 'rcp_1', title: 'S-77', deed: receipt, code: null }, newId);
  expect(free).toMatchObject({ key: 'new receipt', deed: { body: { id: 'new receipt' } } });
  expect(free?.deed).not.toHaveProperty('body.transferId');
});

test('an adjustment that was found after all adds, and one of nothing is none', () => {
  const told = { key: 'adj_1', title: '急須 -12', deed: stolen, code: null };
  expect(correctDeed(told, { quantities: [3], reason: 'found' }, newId)).toMatchObject({
    key: 'adj_1',
    title: '急須 3',
    deed: { body: { quantity: 3, reason: 'found' } },
  });
  expect(correctDeed(told, { quantities: [0] }, newId)).toBeUndefined();
});

test('what was counted for a count that is over is told to another, by the same walk; also a zero', () => {
  const told = {
    key: 'cnt_1 walk itm_1',
    title: '湯のみ',
    deed: tally,
    code: 'stock.count_unknown',
  };
  expect(piecesOf(tally)).toEqual([{ line: 0, itemId: 'itm_1', quantity: 40 }]);
  expect(correctDeed(told, { quantities: [0], countId: 'cnt_2' }, newId)).toEqual({
    key: 'cnt_2 walk itm_1',
    title: '湯のみ',
    deed: { ...tally, countId: 'cnt_2', quantity: 0 },
  });
});

test('a shelf is corrected with its title', () => {
  const deed: Deed = { kind: 'shelf', placeId: 'plc_1', itemId: 'itm_1', shelf: 'A-1' };
  const told = { key: 'shelf', title: 'A-1 湯のみ', deed, code: 'http.invalid' };
  expect(correctDeed(told, { quantities: [], shelf: ' B-2 ' }, newId)).toEqual({
    key: 'shelf',
    title: 'B-2 湯のみ',
    deed: { ...deed, shelf: 'B-2' },
  });
  expect(correctDeed(told, { quantities: [], shelf: ' ' }, newId)).toBeUndefined();
});
