/** Which records are the same: a Fellegi–Sunter engine over DuckDB. README.md tells how it works. */
export { ColumnsError, type ColumnsMap, recogniseColumns } from './columns/recognise.ts';
export { BRIDGE_POLICY, type BridgePolicy, clusterLinks, type Link } from './engine/clusters.ts';
export type { Row, Source } from './engine/load.ts';
export {
  DEFAULT_THRESHOLD,
  type Explanation,
  type MatchOptions,
  type MatchResult,
  matchTables,
  type PairResult,
  type ReviewPair,
} from './engine/match.ts';
export type { PreparedRecord } from './pair/expression.ts';
export {
  type CountOf,
  createScorer,
  type LearntModel,
  type PairEvidence,
  type PairScore,
  type Scorer,
} from './pair/scorer.ts';
export {
  PEOPLE_PLAN_VERSION,
  PERSON_FIELDS,
  type PersonCells,
  type PersonField,
  planPeople,
} from './plan/people.ts';
