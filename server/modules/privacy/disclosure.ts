// The port by which modules bring what they hold of a person: for her own look, for the package she may take away,
// and for whoever checks that nothing was forgotten. Each module above fills it with a `disclose.ts`; server/modules.ts
// hands them to the module that answers her.
import type { Statement } from '#kernel/db';
import type { Tx } from '#kernel/transaction';

export type Labels = { readonly ja: string; readonly en: string };

/** One table of the package: what it is, its columns in both languages, and the rows as plain JSON. */
export type DisclosedPart = {
  /** `orders.order`: the word of the module and what it holds. */
  readonly name: string;
  readonly title: Labels;
  readonly columns: Readonly<Record<string, Labels>>;
  readonly rows: readonly Readonly<Record<string, PlainValue>>[];
};
export type PlainValue =
  | string
  | number
  | boolean
  | null
  | readonly PlainValue[]
  | { readonly [name: string]: PlainValue };

export type DisclosureSource = {
  /** The module's word. */
  readonly module: string;
  /** Its tables that name a record, in the form `schema.table`; a test holds them against the schema. */
  readonly tables: readonly string[];
  /** Everything of these records (uuids) in clear. Runs under `duty`: she asks for what is hers. */
  disclose(tx: Tx, recordIds: readonly string[]): Promise<readonly DisclosedPart[]>;
};

/** A part from rows as they come from the database or an unsealed profile: only the columns named, as plain JSON. */
export function disclosedPart(
  name: string,
  title: Labels,
  columns: Readonly<Record<string, Labels>>,
  rows: readonly object[],
): DisclosedPart {
  const wanted = Object.keys(columns);
  return {
    name,
    title,
    columns,
    rows: rows.map((row) => {
      const values = new Map<string, unknown>(Object.entries(row));
      return Object.fromEntries(wanted.map((column) => [column, toPlain(values.get(column))]));
    }),
  };
}

/** A share of tables that hold nothing sealed: each part is one statement with the records (uuid[]) as `$1`. */
export function plainDisclosure(
  module: string,
  parts: readonly {
    readonly table: string;
    readonly title: Labels;
    readonly columns: Readonly<Record<string, Labels>>;
    readonly rows: Statement<object>;
  }[],
): DisclosureSource {
  return {
    module,
    tables: parts.map(({ table }) => table),
    disclose: async (tx, recordIds) => {
      const disclosed: DisclosedPart[] = [];
      for (const { table, title, columns, rows } of parts) {
        disclosed.push(disclosedPart(table, title, columns, await tx.all(rows, [recordIds])));
      }
      return disclosed;
    },
  };
}

function toPlain(value: unknown): PlainValue {
  if (value === undefined || value === null) {
    return null;
  }
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') {
    return value;
  }
  if (Array.isArray(value)) {
    return value.map(toPlain);
  }
  if (value instanceof Temporal.Instant || value instanceof Temporal.PlainDate) {
    return value.toString();
  }
  return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, toPlain(each)]));
}

/** Columns that many parts have. */
export const labels = {
  when: { ja: '日時', en: 'When' },
  place: { ja: '場所', en: 'Place' },
  channel: { ja: '経路', en: 'Channel' },
  state: { ja: '状態', en: 'State' },
  amount: { ja: '金額', en: 'Amount' },
  currency: { ja: '通貨', en: 'Currency' },
  purpose: { ja: '利用目的', en: 'Purpose' },
  reason: { ja: '理由', en: 'Reason' },
  source: { ja: '情報元', en: 'Source' },
  kind: { ja: '種類', en: 'Kind' },
  actor: { ja: '担当', en: 'Done by' },
  record: { ja: 'レコード', en: 'Record' },
} as const satisfies Readonly<Record<string, Labels>>;
