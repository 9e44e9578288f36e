// The small example shop in examples/first-shop, brought in by the same importers that a shop's own files use.
import type { OpenHouse } from './house.ts';

export async function loadExample(
  _house: OpenHouse,
  _say: (message: string) => void,
): Promise<void> {}
