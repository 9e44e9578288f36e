import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { clusterLinks, type Link } from './clusters.ts';

const link = (left: number, right: number, probability = 0.99): Link => ({
  left,
  right,
  probability,
});
const clustersOf = (links: readonly Link[], count: number, conflicts: readonly Link[] = []) =>
  Array.from(clusterLinks(count, links, conflicts).clusterOf);

const links = fc.array(
  fc.record({
    left: fc.nat(11),
    right: fc.nat(11),
    probability: fc.constantFrom(0.95, 0.96, 0.99, 0.99999),
  }),
  { maxLength: 40 },
);

describe('clustering links', () => {
  it('joins what is linked and leaves the rest alone', () => {
    expect(clustersOf([link(0, 1), link(3, 2)], 5)).toEqual([0, 0, 2, 2, 4]);
  });

  it('gives the same sets whatever the order of the links', () => {
    fc.assert(
      fc.property(
        links.chain((list) =>
          fc.tuple(fc.constant(list), fc.shuffledSubarray(list, { minLength: list.length })),
        ),
        ([list, shuffled]) => {
          expect(clustersOf(shuffled, 12)).toEqual(clustersOf(list, 12));
        },
      ),
      { numRuns: 1_000 },
    );
  });

  it('does not join two dense groups by one weak bridge', () => {
    const dense = (from: number) => [
      link(from, from + 1, 0.9999),
      link(from + 1, from + 2, 0.9999),
      link(from, from + 2, 0.9999),
    ];
    const { clusterOf, refused } = clusterLinks(6, [...dense(0), ...dense(3), link(2, 3, 0.96)]);
    expect(Array.from(clusterOf)).toEqual([0, 0, 0, 3, 3, 3]);
    expect(refused).toEqual([link(2, 3, 0.96)]);
  });

  it('joins them when several links agree', () => {
    const bridges = [link(1, 2, 0.96), link(0, 3, 0.96), link(0, 2, 0.97)];
    expect(clustersOf([link(0, 1), link(2, 3), ...bridges], 4)).toEqual([0, 0, 0, 0]);
  });

  it('refuses a link between groups that contradict each other', () => {
    const conflicts = [link(0, 2, 0.0001)];
    expect(clustersOf([link(0, 1), link(1, 2, 0.97)], 3, conflicts)).toEqual([0, 0, 2]);
  });
});
