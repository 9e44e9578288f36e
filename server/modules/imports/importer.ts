// What an import kind has to say: how its rows become something. One file a kind beside this one.
import type { FieldChange, Trial } from '#catalog';
import type { Tx } from '#kernel/transaction';
import type { Proves } from './proves.ts';
import type { ColumnMap, ImportKind, RowByKind } from './reading/index.ts';

export type KindContext = {
  readonly source: string;
  readonly fileName: string;
  /** The id of this run (uuid), the reference of opening lots. */
  readonly runId: string;
  /** The place named by --place, or the web place made for the source's orders and stock. */
  readonly placeId: string | null;
  readonly timeZone: string;
  readonly currency: string;
  readonly map: ColumnMap;
  /** What the source has proved of its customers. */
  readonly proves: Proves;
  /** Of a trial, which writes nothing: what the chunk before would have made, by source. */
  readonly trials: Map<string, Trial> | undefined;
};

export type ParsedRow<Value> = { readonly row: number; readonly value: Value };

/** What becomes of a row that is taken. */
export type Finding = {
  readonly isNew: boolean;
  /** The thing it is about, as people know it. */
  readonly subject: string;
  readonly changes: readonly FieldChange[];
};

export type RowOutcome =
  | { readonly kind: 'accepted'; readonly finding?: Finding }
  | { readonly kind: 'unchanged' }
  | {
      readonly kind: 'rejected';
      readonly column?: string;
      readonly code: string;
      readonly ja: string;
      readonly en: string;
    };

export type ChunkOutcome = {
  /** One for each row, in order. */
  readonly rows: readonly RowOutcome[];
  /** Orders and customers that these rows belong to, for counting distinct ones over the file. */
  readonly orderIds?: readonly string[];
  readonly recordIds?: readonly string[];
  /** Sums that the report shows and proves; added up over the chunks. */
  readonly sums?: Readonly<Record<string, number>>;
};

export type Importer<Kind extends ImportKind> = {
  readonly kind: Kind;
  /**
   * append: a taken row is never changed; upsert: a changed row updates; snapshot: another file is another
   * look at the same things, so a row is known again only within the same content.
   */
  readonly mode: 'append' | 'upsert' | 'snapshot';
  /** Whether reasons may repeat what the file holds. */
  readonly isPersonal: boolean;
  /** Whether it can decide without writing (`KindContext.trials`). */
  readonly canTry?: boolean;
  apply(
    tx: Tx,
    context: KindContext,
    rows: readonly ParsedRow<RowByKind[Kind]>[],
  ): Promise<ChunkOutcome>;
  /** Compares what was taken with what is booked now; throws when they differ. */
  prove?(
    tx: Tx,
    context: KindContext,
    sums: Readonly<Record<string, number>>,
  ): Promise<Record<string, unknown>>;
};
