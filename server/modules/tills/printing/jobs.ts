// What waits for a network printer goes out as a job, a few times within minutes: a receipt that comes out of the printer
// an hour later helps nobody. What did not go out still waits, with why, until somebody prints it again or gives it up. What
// may have come out (the line broke, or this process was killed over it) is never sent again by itself: two receipts of one
// sale are worse than a question to the clerk.
import { bytesOf } from '@engawa/receipts';
import { listDevices, reportOfDevice } from '#devices';
import { enqueue, type Job } from '#kernel/jobs';
import { type Tx, transaction } from '#kernel/transaction';
import { type PrinterAddress, printerAddressOf } from './printer-address.ts';
import { sendToPrinter } from './send-to-printer.ts';
import { beginPrintJob, endPrintJob, settlePrintJob } from './store.ts';

const actor = 'printer';

export const printReceipt: Job<{ readonly jobId: string }> = {
  name: 'tills.print',
  attemptsMax: 5,
  run: async (db, { jobId }) => {
    const found = await transaction(db, { actor }, async (tx) => {
      const job = await beginPrintJob(tx, jobId);
      const printer = job === undefined ? undefined : await findPrinter(tx, job);
      if (job !== undefined && printer === undefined) {
        // Its address was taken away: it waits for a printer that fetches.
        await settlePrintJob(tx, job.id, 'waiting', null);
      }
      return job === undefined || printer === undefined ? undefined : { job, printer };
    });
    if (found === undefined) {
      return;
    }
    const { job, printer } = found;
    const { address } = printer;
    const outcome = await sendToPrinter(address, bytesOf(job.markup, address.speech));
    await transaction(db, { actor }, async (tx) => {
      await reportOfDevice(tx, printer.deviceId, { state: outcome });
      if (outcome === 'printed') {
        await endPrintJob(tx, { id: job.id, placeId: job.place_id }, 'printed');
      } else if (outcome === 'uncertain') {
        await settlePrintJob(tx, job.id, 'uncertain', null);
      } else {
        await settlePrintJob(tx, job.id, 'waiting', outcome);
      }
    });
    if (outcome !== 'printed' && outcome !== 'uncertain') {
      throw new Error(`the printer ${job.printer} did not print: ${outcome}`);
    }
  },
};

/** Lets it go out now, where the printer has an address. */
export async function printSoon(
  tx: Tx,
  job: { readonly id: string; readonly place_id: string; readonly printer: string },
): Promise<void> {
  if ((await findPrinter(tx, job)) !== undefined) {
    await enqueue(tx, printReceipt, { jobId: job.id }, { key: `tills.print ${job.id}` });
  }
}

type Printer = { readonly deviceId: string; readonly address: PrinterAddress };

async function findPrinter(
  tx: Tx,
  { place_id: placeId, printer }: { readonly place_id: string; readonly printer: string },
): Promise<Printer | undefined> {
  const [found] = (await listDevices(tx, placeId)).flatMap((device): Printer[] => {
    const isIt = device.kind === 'printer' && device.name === printer;
    const address = isIt ? printerAddressOf(device.desired) : undefined;
    return address === undefined ? [] : [{ deviceId: device.id, address }];
  });
  return found;
}
