/** Test support: a process of its own that uses the database of a home until it is told to stop. */
import { startPostgres } from './index.ts';

const [home = '', durable = 'false', portWanted = '17432'] = process.argv.slice(2);

try {
  const database = await startPostgres({
    home,
    durable: durable === 'true',
    portWanted: Number(portWanted),
    report: (message) => process.stderr.write(`${message}\n`),
  });
  const { url, port, dataDir, adopted } = database;
  process.stdout.write(`${JSON.stringify({ url, port, dataDir, adopted })}\n`);
  process.stdin.resume();
  process.stdin.once('end', () => {
    database.stop().then(
      () => process.exit(0),
      () => process.exit(1),
    );
  });
} catch (error) {
  process.stderr.write(`${String(error)}\n`);
  process.exit(1);
}
