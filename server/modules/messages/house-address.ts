// Texts are written in the transaction of their cause, which does not know at what address the house is reached;
// whoever delivers them does. Until then an address within the house begins with `house:`.
import type { Config } from '#kernel/config';

/** `https://shop.example.jp`, without a slash at its end. */
export function houseAddressOf(config: Pick<Config, 'publicUrl' | 'port'>): string {
  return (config.publicUrl ?? `http://localhost:${config.port}`).replace(/\/+$/, '');
}

/** The text with whole addresses: `house:/shop/` → `https://shop.example.jp/shop/`. */
export function withHouseAddress(text: string, address: string): string {
  return text.replaceAll(/\bhouse:(?=\/)/g, () => address);
}
