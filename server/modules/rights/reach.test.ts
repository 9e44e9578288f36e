import { expect, test } from 'vitest';
import { type LinkBetween, reachOf } from './reach.ts';

const link = (a: string, b: string, more: Partial<LinkBetween> = {}): LinkBetween => ({
  recordIds: [a, b],
  verdict: 'same',
  kind: 'email',
  strength: 'strong',
  ...more,
});

test('what a proved address or a card joined is hers, however many steps away', () => {
  const links = [link('web', 'guest'), link('guest', 'pos', { kind: 'card', strength: 'certain' })];
  expect(reachOf('web', ['web', 'guest', 'pos'], links)).toEqual({
    certain: ['web', 'guest', 'pos'],
    probable: [],
  });
});

test('what a score joined, and all behind it, is only probable', () => {
  const links = [link('web', 'old', { kind: 'score', strength: 'weak' }), link('old', 'older')];
  expect(reachOf('web', ['web', 'old', 'older'], links)).toEqual({
    certain: ['web'],
    probable: ['old', 'older'],
  });
});

test('a pair that waits for review is probable; one that must never be the same joins nothing', () => {
  const links = [link('web', 'sister', { verdict: 'never' })];
  expect(reachOf('web', ['web'], links, ['maybe'])).toEqual({
    certain: ['web'],
    probable: ['maybe'],
  });
});
