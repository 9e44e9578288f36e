/** `node bench/match/japanese.ts [tuning|held-out] [persons]`: the Japanese benchmark, see README.md. */
import { makePeople, type Recipe } from './japanese-people.ts';
import { match } from './score.ts';

const recipe: Recipe = process.argv[2] === 'held-out' ? 'held-out' : 'tuning';
const people = makePeople(Number(process.argv[3] ?? 100_000), recipe);
const { table, person, household } = people;
const { result, seconds } = await match([table]);
result.close();

const at = new Map(table.rows.map((row, index) => [row[0] ?? '', index]));
const sizes = [...Map.groupBy(person, (who) => who).values()].map((records) => records.length);
const wanted = sizes.reduce((sum, size) => sum + (size * (size - 1)) / 2, 0);
let right = 0;
let falseInHousehold = 0;
let pairCount = 0;
const clusters = Map.groupBy(result.clusters, ({ cluster }) => cluster);
for (const members of clusters.values()) {
  members.forEach((a, from) => {
    for (const b of members.slice(from + 1)) {
      const [left, other] = [at.get(a.id) ?? 0, at.get(b.id) ?? 0];
      pairCount += 1;
      if (person[left] === person[other]) right += 1;
      else if (household[left] === household[other]) falseInHousehold += 1;
    }
  });
}
const houses = Map.groupBy(
  person.map((who, index) => ({ who, house: household[index] })),
  ({ house }) => house,
);
let neighbours = 0;
for (const members of houses.values()) {
  members.forEach((a, from) => {
    neighbours += members.slice(from + 1).filter((b) => b.who !== a.who).length;
  });
}
console.log(
  `${recipe}: ${table.rows.length} records of ${sizes.length} persons, ${wanted} true pairs; ` +
    `P ${(right / pairCount).toFixed(5)} R ${(right / wanted).toFixed(5)}; ` +
    `household ${falseInHousehold} of ${neighbours} pairs (${((falseInHousehold / neighbours) * 10_000).toFixed(2)} in 10,000); ` +
    `review ${result.review.length}; ${seconds.toFixed(1)} s`,
);
