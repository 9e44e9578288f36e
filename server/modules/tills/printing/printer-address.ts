// Where a network printer stands: what headquarters wants of a device of kind `printer`
// (`{ host: '192.168.0.50', port: 9100, speech: 'escpos' }`). The house speaks to addresses of shops only, on the
// ports of raw printing, so that nobody makes it knock at other doors. Pure.
import { BlockList, isIP } from 'node:net';

export type PrinterAddress = {
  readonly host: string;
  readonly port: number;
  readonly speech: 'escpos' | 'starprnt';
};

/** Raw printing (JetDirect) and its neighbours: a print server has a port a printer. */
const ports = { usual: 9100, last: 9109 } as const;

const shops = new BlockList();
shops.addSubnet('10.0.0.0', 8, 'ipv4');
shops.addSubnet('127.0.0.0', 8, 'ipv4');
shops.addSubnet('172.16.0.0', 12, 'ipv4');
shops.addSubnet('192.168.0.0', 16, 'ipv4');
shops.addSubnet('fc00::', 7, 'ipv6');
shops.addSubnet('::1', 128, 'ipv6');

/** Undefined where there is none that the house may speak to. */
export function printerAddressOf(
  desired: Readonly<Record<string, unknown>>,
): PrinterAddress | undefined {
  const { host, port = ports.usual, speech = 'escpos' } = desired;
  const isPort = typeof port === 'number' && port >= ports.usual && port <= ports.last;
  if (typeof host !== 'string' || !isPort || !isOfShop(host)) {
    return undefined;
  }
  return { host, port, speech: speech === 'starprnt' ? 'starprnt' : 'escpos' };
}

function isOfShop(host: string): boolean {
  const version = isIP(host);
  return version !== 0 && shops.check(host, version === 4 ? 'ipv4' : 'ipv6');
}
