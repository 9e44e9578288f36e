// One server process of the propagation bench: a whole house with its listeners, which also writes the events.
import { Type } from 'typebox';
import { openHouse } from '../server/house.ts';
import { readConfig } from '../server/kernel/config.ts';
import { defineEvent } from '../server/kernel/events.ts';
import { openKeyStore } from '../server/kernel/key-store.ts';
import { createLogger } from '../server/kernel/logger.ts';
import { createApiKey } from '../server/kernel/sessions.ts';
import { transaction } from '../server/kernel/transaction.ts';
import type { Told } from './propagation.bench.ts';

const told = defineEvent('bench.told', 1, Type.Object({ n: Type.Integer() }));
const tickMs = 2;

const { BENCH_DATABASE_URL: databaseUrl = '', BENCH_HOME: home = '' } = process.env;
const house = await openHouse({
  config: readConfig({ ENGAWA_HOME: home, ENGAWA_CONNECTIONS_MAX: '12' }),
  databaseUrl,
  masters: openKeyStore(home),
  logger: createLogger('warn'),
  withJobs: false,
});
await house.app.listen({ host: '127.0.0.1', port: 0 });
const key = await transaction(house.db, {}, (tx) =>
  createApiKey(tx, { name: 'bench', roles: ['owner'] }),
);
process.send?.({ origin: house.app.listeningOrigin, token: key.token });

type Order = { rate: number; seconds: number; firstN: number; subscribers: number };
process.on('message', (order) => {
  if (order === 'cpu') {
    const { user, system } = process.cpuUsage();
    process.send?.(user + system);
    return;
  }
  void write(order as Order).then((written) => process.send?.(written));
});
process.once('disconnect', () => void house.close());

async function write({ rate, seconds, firstN, subscribers }: Order): Promise<Told[]> {
  const total = Math.round(rate * seconds);
  const written: Told[] = [];
  const flights = new Set<Promise<void>>();
  const begunMs = performance.now();
  let next = 0;
  while (next < total) {
    await new Promise((resolve) => setTimeout(resolve, tickMs));
    const due = Math.min(total, Math.floor(((performance.now() - begunMs) / 1000) * rate));
    if (due > next && flights.size < 8) {
      const numbers = Array.from({ length: due - next }, (_, index) => firstN + next + index);
      next = due;
      const flight = commit(numbers, subscribers, written).finally(() => flights.delete(flight));
      flights.add(flight);
    }
  }
  await Promise.all(flights);
  return written;
}

async function commit(numbers: readonly number[], subscribers: number, written: Told[]) {
  const sentUs = nowUs();
  await transaction(house.db, { actor: 'bench' }, async (tx) => {
    for (const n of numbers) {
      tx.emit(told.make(`sub_${n % subscribers}`, { n }));
    }
    tx.afterCommit(() => {
      const committedUs = nowUs();
      for (const n of numbers) {
        written.push({ n, sentUs, committedUs });
      }
    });
  });
}

/** The clock that all processes of a machine share. */
function nowUs(): number {
  return Number(process.hrtime.bigint() / 1000n);
}
