import { expect, test } from '#testing';
import { board, createLanes } from './lanes.ts';

const terms = { sizeMax: 128, locksOf: (member: string) => member.split('') };
const flying = (...locks: readonly string[]) => ({ locks: new Set(locks) });
const letters = 'abcdefghijklmnopqrstuvwxyz'.split('');

test('few fly together, many share the lanes, and never more than a flight holds', () => {
  const few = letters.slice(0, 15);
  expect(board(few, terms, []).members).toEqual(few);
  const many = letters.slice(0, 24);
  expect(board(many, terms, []).members).toEqual(letters.slice(0, 12));
  expect(board(letters, terms, [flying('!')]).members).toEqual(letters);
  expect(board(letters, { ...terms, sizeMax: 4 }, [flying('!')]).members).toHaveLength(4);
});

test('whoever wants what is in the air stays, and so does whoever would overtake her', () => {
  const { members, rest } = board(['ax', 'b', 'xy', 'y', 'c'], terms, [flying('a')]);
  expect(members).toEqual(['b', 'c']);
  expect(rest).toEqual(['ax', 'xy', 'y']);
});

test('what one flight locks it takes along whole, since it could fly with no other', () => {
  const hot = letters.map((letter) => `${letter}!`);
  expect(board(hot, terms, []).members).toEqual(hot);
});

test('two flights are in the air at most, never with a lock in common, and all members are answered', async () => {
  const air: (readonly string[])[] = [];
  let most = 0;
  const lanes = createLanes<string, string>(
    { sizeMax: 12, locksOf: ({ input }) => input.split(' ') },
    async (members) => {
      const locks = members.flatMap(({ input }) => input.split(' '));
      expect(locks.filter((lock) => air.flat().includes(lock))).toEqual([]);
      air.push(locks);
      most = Math.max(most, air.length);
      await new Promise((resolve) => setImmediate(resolve));
      air.splice(air.indexOf(locks), 1);
      for (const { input, resolve } of members) {
        resolve(input);
      }
    },
  );
  const buy = async (buyer: number) => {
    for (let turn = 0; turn < 5; turn += 1) {
      const wish = `${(buyer * 7 + turn * 3) % 400} ${(buyer * 13 + turn * 11) % 400}`;
      expect(await lanes.submit(wish)).toBe(wish);
    }
  };
  await Promise.all(Array.from({ length: 40 }, (_, buyer) => buy(buyer)));
  expect(most).toBe(2);
});

test('a flight that fails is answered, and the lane is free again', async () => {
  const alone = { sizeMax: 128, locksOf: ({ input }: { readonly input: string }) => [input] };
  const lanes = createLanes<string, string>(alone, async (members) => {
    for (const { input, resolve, reject } of members) {
      if (input === 'bad') {
        reject(new Error('no'));
      } else {
        resolve(input);
      }
    }
  });
  await expect(lanes.submit('bad')).rejects.toThrow('no');
  await expect(lanes.submit('good')).resolves.toBe('good');
});
