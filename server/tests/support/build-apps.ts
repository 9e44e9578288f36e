// The pages of the three apps, built once before the first proof: a server that builds them while it starts is not ready
// in the time that a proof waits for it.
import { buildAppsIfNeeded } from '#kernel/apps-build';

export async function setup(): Promise<void> {
  await buildAppsIfNeeded((sentence) => console.log(sentence));
}
