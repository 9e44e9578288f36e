// One writer of the log's proof, in a process of its own: transactions with one to five moments each, one after
// the other, with its own sequencer. Tells when each commit was acknowledged, by the clock all processes share.
import { randomInt } from 'node:crypto';
import { once } from 'node:events';
import { Type } from 'typebox';
import { openDatabase } from '#kernel/db';
import { defineEvent } from '#kernel/events';
import { openKeyStore } from '#kernel/key-store';
import { silentLogger } from '#kernel/logger';
import { startSequencer } from '#kernel/sequencer';
import { transaction } from '#kernel/transaction';

const proved = defineEvent(
  'kernel.proved',
  1,
  Type.Object({ writer: Type.Integer(), n: Type.Integer() }),
);

const [url = '', home = '', writerText = '', eventsText = ''] = process.argv.slice(2);
const writer = Number(writerText);
const events = Number(eventsText);

const db = await openDatabase({
  url,
  log: silentLogger,
  masters: openKeyStore(home),
  connectionsMax: 3,
  applicationName: `proof-writer-${writer}`,
});
const sequencer = startSequencer(db, () => undefined);
process.stdout.write('ready\n');
await once(process.stdin, 'data');

const acknowledged: [first: number, count: number, at: string][] = [];
let n = 0;
while (n < events) {
  const first = n;
  const count = Math.min(randomInt(1, 6), events - n);
  await transaction(db, { actor: `writer:${writer}` }, async (tx) => {
    for (let each = 0; each < count; each += 1) {
      tx.emit(proved.make(`writer_${writer}`, { writer, n: first + each }));
    }
  });
  acknowledged.push([first, count, String(process.hrtime.bigint())]);
  n += count;
}
await sequencer.settle();
await sequencer.stop();
await db.close();
process.stdout.write(`${JSON.stringify(acknowledged)}\n`);
process.stdin.destroy();
