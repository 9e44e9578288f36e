/**
 * `node bench/match/match-file.ts FILE OUT`: the whole book in one go, from a CSV as `engawa match` reads it, in a
 * process of its own so that its peak of memory is its own. Leaves what was learnt, and the links, in OUT.
 */
import { writeFileSync } from 'node:fs';
import {
  type LearntModel,
  matchTables,
  PEOPLE_PLAN_VERSION,
  PERSON_FIELDS,
  type PersonCells,
  planPeople,
} from '@engawa/match';
import { inspectFile, readRows } from '../../server/modules/imports/reading/index.ts';
import { fieldsFrom } from './person-cells.ts';

const todayYear = 2026;
const [path = '', out = ''] = process.argv.slice(2);
const startedAt = performance.now();
const shape = await inspectFile(path);
const from = fieldsFrom(shape.headers);
const source = {
  name: path,
  headers: PERSON_FIELDS,
  rows: async function* rows(): AsyncGenerator<PersonCells[]> {
    for await (const chunk of readRows(path, shape)) {
      yield chunk.map(({ cells }) => from.map((at) => (at === -1 ? undefined : cells[at])));
    }
  },
};
const result = await matchTables([source], { todayYear, plan: planPeople(todayYear) });
const seconds = (performance.now() - startedAt) / 1000;
const { collisions, counts } = await result.countValues(4);
const n = result.recordCount;
const learnt: LearntModel = {
  planVersion: PEOPLE_PLAN_VERSION,
  model: result.model,
  recordCount: n,
  pairCount: (n * (n - 1)) / 2,
  collisions,
};
const links = result.pairs.map(({ leftId, rightId, probability }) => [
  leftId,
  rightId,
  probability,
]);
writeFileSync(out, JSON.stringify({ learnt, counts, links }));
console.log(
  JSON.stringify({
    seconds,
    records: n,
    links: result.pairs.length,
    compared: result.candidateCount,
    cpuSeconds: (process.cpuUsage().user + process.cpuUsage().system) / 1e6,
    peakGiB: process.resourceUsage().maxRSS / 2 ** 20,
  }),
);
result.close();
