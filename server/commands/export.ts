// engawa export: streams a kind to a file or the terminal, page by page.
import { createWriteStream } from 'node:fs';
import { Readable, Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import type { Database } from '#kernel/db';
import { tryParseId } from '#kernel/ids';
import { transaction } from '#kernel/transaction';
import { allowExport } from '#rights';
import { type ExportKind, exporters } from '../exports/index.ts';
import { csvStream } from '../exports/write-csv.ts';
import { openForCommand, openInstallation } from '../installation.ts';
import { type Command, readWords, say, UsageError } from './usage.ts';

const usage = `engawa export ${Object.keys(exporters).join('|')} [options]

Writes data out, as CSV with headers that \`engawa import\` knows again, or as JSON lines. The server may run.

  --out FILE       instead of the terminal; a name that ends in .gz is compressed
  --format csv|json  (events: json only)
  --reason WORD    why, in small letters with underscores (find_duplicates, moving_out, disclosure …); needed for
                   customers, written into the books beside each record
  --request ID     the request of four eyes that was approved (POST /api/rights/requests, kind export); needed for
                   customers where more than one person may decide. Each opens one export`;

/** The shape of a reason in the books (privacy.access_log): a word to count by, no text about a person. */
const reasonShape = /^[a-z][a-z_]{1,39}$/;

export const exportCommand: Command = {
  name: 'export',
  summary: 'write customers, orders, products, stock, places or the log out',
  usage,
  run: async (words) => {
    const { values, positionals } = readWords(words, usage, {
      out: { type: 'string' },
      format: { type: 'string' },
      reason: { type: 'string' },
      request: { type: 'string' },
    });
    const [kind, ...more] = positionals;
    if (!isKind(kind) || more.length > 0) {
      throw new UsageError(`Say what to write out.\n\n${usage}`);
    }
    const { columns } = exporters[kind];
    const format = values.format ?? (columns === undefined ? 'json' : 'csv');
    if (format !== 'json' && (format !== 'csv' || columns === undefined)) {
      throw new UsageError(`${kind} cannot be written as ${format}.\n\n${usage}`);
    }
    if (kind === 'customers' && !reasonShape.test(values.reason ?? '')) {
      throw new UsageError(
        `Give the reason for exporting personal data as one word: --reason find_duplicates.\n\n${usage}`,
      );
    }
    const installation = await openInstallation(say);
    try {
      const { db, close } = await openForCommand(installation, 'export');
      try {
        if (kind === 'customers') {
          const requestId = readRequest(values.request);
          await transaction(db, { actor: 'export' }, (tx) => allowExport(tx, requestId));
        }
        const count = await writeOut(db, kind, {
          format,
          out: values.out,
          reason: values.reason ?? '',
        });
        say(
          `${count.toLocaleString('en')} rows of ${kind}${values.out === undefined ? '' : ` in ${values.out}`}`,
        );
      } finally {
        await close();
      }
    } finally {
      await installation.close();
    }
    return 0;
  },
};

async function writeOut(
  db: Database,
  kind: ExportKind,
  options: {
    readonly format: 'csv' | 'json';
    readonly out: string | undefined;
    readonly reason: string;
  },
): Promise<number> {
  const exporter = exporters[kind];
  const { columns } = exporter;
  let count = 0;
  const source = Readable.from(exporter.rows(db, options.reason)).map((row: object) => {
    count += 1;
    return row;
  });
  const writer =
    options.format === 'csv' && columns !== undefined
      ? csvStream(columns)
      : new Transform({
          writableObjectMode: true,
          transform: (row: object, _encoding, done) => done(null, `${JSON.stringify(row)}\n`),
        });
  const { out } = options;
  if (out === undefined) {
    await pipeline(source, writer, process.stdout, { end: false });
  } else if (out.endsWith('.gz')) {
    await pipeline(source, writer, createGzip(), createWriteStream(out));
  } else {
    await pipeline(source, writer, createWriteStream(out));
  }
  return count;
}

/** Its uuid; a number that is none is not approved either. */
function readRequest(given: string | undefined): string | undefined {
  if (given === undefined) {
    return undefined;
  }
  const id = tryParseId('request', given);
  if (id === undefined) {
    throw new UsageError(`"${given}" is no number of a request (req_…).\n\n${usage}`);
  }
  return id;
}

function isKind(word: string | undefined): word is ExportKind {
  return word !== undefined && Object.hasOwn(exporters, word);
}
