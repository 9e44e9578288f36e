import { readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { PostgresStartError } from './errors.ts';

export const defaultPort = 15_432;

/**
 * The first free port of 127.0.0.1 from `wanted` on, below the range from which the kernel gives
 * ports to outgoing connections: a port in there may be taken at any moment.
 *
 * @throws PostgresStartError `port_in_use` when there is none
 */
export async function findFreePort(wanted: number, tried: ReadonlySet<number>): Promise<number> {
  const ephemeralLow = ephemeralRangeLow();
  const end = wanted < ephemeralLow ? ephemeralLow : 65_536;
  for (let port = wanted; port < end; port += 1) {
    if (!tried.has(port) && (await isPortFree(port))) return port;
  }
  throw new PostgresStartError(
    'port_in_use',
    `No port from ${wanted} to ${end - 1} of 127.0.0.1 is free for the embedded database. ` +
      'Stop the program that holds them, or set another port to start from.',
  );
}

function isPortFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(false));
    server.listen({ port, host: '127.0.0.1', exclusive: true }, () => {
      server.close(() => resolve(true));
    });
  });
}

function ephemeralRangeLow(): number {
  try {
    const text = readFileSync('/proc/sys/net/ipv4/ip_local_port_range', 'utf8');
    const low = Number.parseInt(text, 10);
    return low > 1024 ? low : 32_768;
  } catch {
    // macOS and the IANA range begin here.
    return 49_152;
  }
}
