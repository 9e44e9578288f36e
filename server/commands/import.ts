// engawa import: brings files in and tells what became of their rows.
import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import type { Database } from '#kernel/db';
import { fromMinor } from '#kernel/money';
import { bringUpToDate, openForCommand, openInstallation } from '../installation.ts';
import {
  IMPORT_KINDS,
  type ImportKind,
  type ImportReport,
  runImport,
} from '../modules/imports/index.ts';
import { type Command, createProgress, readWords, say, UsageError } from './usage.ts';

const usage = `engawa import ${IMPORT_KINDS.join('|')} FILE… [options]

Brings files of another system in: CSV, TSV or JSON, plain or gzip, UTF-8 or CP932. The server may run or not.
A second run changes nothing; a run that was stopped is started again and goes on.

  --map FILE       map.json: which column is what (guessed from English and Japanese headers otherwise)
  --place CODE     the place it happened at (a code or an id); orders make a web place when none is named
  --source NAME    the system it comes from (default: import); its customers and items are known again within it
  --proves WHAT    of customers: what that system has proved, and may therefore link at once:
                   email,phone,member=ISSUER,line=PROVIDER (what is not named here only suggests)
  --json           one line of JSON at the end

Bad rows are listed with row, column and reason (also in the console under imports); good rows are kept.`;

export const importCommand: Command = {
  name: 'import',
  summary: 'bring customers, products, places, stock, orders, points … in from files',
  usage,
  run: async (words) => {
    const { values, positionals } = readWords(words, usage, {
      map: { type: 'string' },
      place: { type: 'string' },
      source: { type: 'string' },
      proves: { type: 'string' },
      json: { type: 'boolean' },
    });
    const [kind, ...files] = positionals;
    if (!isKind(kind) || files.length === 0) {
      throw new UsageError(`Say what to import and from which file.\n\n${usage}`);
    }
    const map = values.map === undefined ? undefined : readMap(values.map);
    const installation = await openInstallation(say);
    try {
      await bringUpToDate(installation, say);
      const { db, close } = await openForCommand(installation, 'import');
      try {
        const { timeZone, currency } = installation.config;
        for (const path of files) {
          const report = await importOne(db, path, {
            kind,
            ...(map === undefined ? {} : { map }),
            ...(values.place === undefined ? {} : { place: values.place }),
            ...(values.source === undefined ? {} : { source: values.source }),
            ...(values.proves === undefined ? {} : { proves: values.proves }),
            timeZone,
            currency,
          });
          tell(report, values.json === true);
        }
      } finally {
        await close();
      }
    } finally {
      await installation.close();
    }
    return 0;
  },
};

async function importOne(
  db: Database,
  path: string,
  options: Omit<Parameters<typeof runImport>[1], 'path' | 'report'>,
): Promise<ImportReport> {
  const progress = createProgress(basename(path));
  try {
    return await runImport(db, {
      ...options,
      path,
      report: ({ done, total }) => progress.show(done, total),
    });
  } finally {
    progress.end();
  }
}

function tell(report: ImportReport, isJson: boolean): void {
  const { rows, accepted, unchanged, rejected, orders, customers, seconds, totals } = report;
  for (const each of report.rejections) {
    const column = each.column === undefined ? '' : `, ${each.column}`;
    say(`  row ${each.row}${column}: ${each.ja} / ${each.en}`);
  }
  if (rejected > report.rejections.length) {
    const rest = rejected - report.rejections.length;
    say(`  … and ${rest} more; all of them are in the console under imports, ${report.importId}`);
  }
  say(
    `${rows} rows: ${accepted} accepted, ${unchanged} unchanged, ${rejected} rejected, in ${seconds} s`,
  );
  const net =
    typeof totals.netMinor === 'number' ? fromMinor(totals.netMinor, report.currency) : undefined;
  if (net !== undefined && accepted > 0) {
    say(`${orders} orders of ${customers} customers, net ${net} ${report.currency}`);
  }
  if (isJson) {
    console.log(
      JSON.stringify({ rows, accepted, unchanged, rejected, orders, customers, seconds }),
    );
  }
}

function isKind(word: string | undefined): word is ImportKind {
  return IMPORT_KINDS.some((kind) => kind === word);
}

function readMap(path: string): unknown {
  try {
    return JSON.parse(readFileSync(path, 'utf8'));
  } catch (error) {
    const why = error instanceof Error ? error.message : 'unreadable';
    throw new UsageError(`The map ${path} cannot be used: ${why}`);
  }
}
