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
