// Writes every generated file, or with --check says which ones are not current: the API document, the typed
// client, the dump of the schema, the reference pages.
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { dumpSchema } from '../server/database/dump-schema.ts';
import { openHouse } from '../server/house.ts';
import { readConfig } from '../server/kernel/config.ts';
import { createLogger } from '../server/kernel/logger.ts';
import { migrate } from '../server/kernel/migrate.ts';
import { apiDocument } from '../server/kernel/openapi.ts';
import { startPostgres } from '../server/kernel/postgres/index.ts';
import { accessPage, configurationPage, eventsPage, refusalsPage } from './reference-pages.ts';

const root = join(import.meta.dirname, '..');
const isCheck = process.argv.includes('--check');

type Generated = { readonly path: string; readonly text: string };

async function fromRunningHouse(): Promise<Generated[]> {
  const home = mkdtempSync(join(tmpdir(), 'engawa-generate-'));
  const postgres = await startPostgres({ home, durable: false, portWanted: 15_800 });
  try {
    await migrate(postgres.url);
    const house = await openHouse({
      config: readConfig({ ENGAWA_HOME: home }),
      databaseUrl: postgres.url,
      masters: {
        currentId: 1,
        keys: new Map([[1, Buffer.alloc(32, 1)]]),
        indexKey: Buffer.alloc(32, 2),
      },
      logger: createLogger('error'),
      withJobs: false,
    });
    try {
      await house.app.ready();
      const api = apiDocument(house.app);
      return [
        { path: 'server/openapi.json', text: api },
        { path: 'docs/reference/access.md', text: accessPage(api) },
        { path: 'server/database/schema.sql', text: await dumpSchema(postgres.url) },
        { path: 'docs/reference/configuration.md', text: configurationPage() },
        { path: 'docs/reference/events.md', text: eventsPage() },
        { path: 'docs/reference/refusals.md', text: refusalsPage() },
      ];
    } finally {
      await house.close();
    }
  } finally {
    await postgres.stop();
    rmSync(home, { recursive: true, force: true });
  }
}

/** openapi-typescript needs TypeScript 5, which lives in its own workspace. */
function clientTypes(api: string): Generated {
  const folder = mkdtempSync(join(tmpdir(), 'engawa-client-'));
  try {
    const document = join(folder, 'openapi.json');
    const output = join(folder, 'api.gen.ts');
    writeFileSync(document, api);
    const cli = [
      join(root, 'tools/openapi/node_modules/openapi-typescript/bin/cli.js'),
      join(root, 'node_modules/openapi-typescript/bin/cli.js'),
    ].find((path) => existsSync(path));
    execFileSync(process.execPath, [cli ?? '', document, '-o', output], {
      cwd: join(root, 'tools/openapi'),
      stdio: ['ignore', 'ignore', 'inherit'],
    });
    return { path: 'packages/client/src/api.gen.ts', text: readFileSync(output, 'utf8') };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const files = await fromRunningHouse();
const api = files.find((file) => file.path === 'server/openapi.json')?.text ?? '';
files.push(clientTypes(api));
const stale = files.filter(({ path, text }) => {
  const whole = join(root, path);
  return !existsSync(whole) || readFileSync(whole, 'utf8') !== text;
});
if (isCheck) {
  for (const { path } of stale) {
    console.error(
      `${path} is not what the code says now. Run \`npm run generate\`, look at the difference and commit it.`,
    );
  }
  process.exitCode = stale.length === 0 ? 0 : 1;
} else {
  for (const { path, text } of stale) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
    console.log(`wrote ${path}`);
  }
}
