// Bytes to a network printer (raw printing on port 9100). An ESC/POS printer is asked first how it is: one that is
// without paper, or whose cover is open, would swallow a receipt or print half of it. One that does not say is trusted.
// Before the first byte of a receipt went out nothing was printed; after it, whatever breaks leaves it open.
import { connect } from 'node:net';
import type { PrinterAddress } from './printer-address.ts';

/** uncertain: some of it went out, and the line broke. */
export type PrintOutcome = 'printed' | 'uncertain' | 'unreachable' | 'not_ready' | 'no_paper';

/** DLE EOT 1 and 4: is it on line, has it paper (ESC/POS command reference, real-time commands). */
const askStatus = Uint8Array.of(0x10, 0x04, 0x01, 0x10, 0x04, 0x04);
const offLine = 0x08;
const paperEnd = 0x60;

const usualMs = { silence: 8000, status: 1500, close: 1500 };

/** Sends and says what became of it; never throws. */
export function sendToPrinter(
  { host, port, speech }: PrinterAddress,
  bytes: Uint8Array,
  waitMs: typeof usualMs = usualMs,
): Promise<PrintOutcome> {
  return new Promise((resolve) => {
    const socket = connect({ host, port });
    const said: number[] = [];
    let isSent = false;
    let isTaken = false;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const end = (outcome: PrintOutcome) => {
      clearTimeout(timer);
      socket.destroy();
      resolve(outcome);
    };
    const send = () => {
      isSent = true;
      clearTimeout(timer);
      socket.end(bytes, () => {
        isTaken = true;
        // Some keep the line open: what they took they print.
        timer = setTimeout(() => end('printed'), waitMs.close);
      });
    };
    const broken = () => end(isSent ? 'uncertain' : 'unreachable');
    socket.setTimeout(waitMs.silence, broken);
    socket.once('error', broken);
    socket.once('close', () => (isTaken ? end('printed') : broken()));
    socket.once('connect', () => {
      if (speech === 'escpos') {
        socket.write(askStatus);
        timer = setTimeout(send, waitMs.status);
      } else {
        send();
      }
    });
    socket.on('data', (chunk: Buffer) => {
      said.push(...chunk.subarray(0, 16));
      if (isSent || said.length < 2) {
        return;
      }
      const trouble = troubleOf(said);
      if (trouble === undefined) {
        send();
      } else {
        end(trouble);
      }
    });
  });
}

function troubleOf([printer = 0, paper = 0]: readonly number[]): PrintOutcome | undefined {
  if ((paper & paperEnd) !== 0) {
    return 'no_paper';
  }
  return (printer & offLine) === 0 ? undefined : 'not_ready';
}
