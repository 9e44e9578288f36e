// Who agreed to hear from the shops did so when she registered: a decision in the book of consents, as a person's own.
import { changeConsents } from '#customers';
import { newId } from '#kernel/ids';
import type { Company } from '../../examples/company/index.ts';
import type { OpenHouse } from '../house.ts';
import { runChunks } from './chunk.ts';

const chunkSize = 2000;

export async function loadConsents(
  house: OpenHouse,
  company: Company,
  recordIds: ReadonlyMap<string, string>,
): Promise<void> {
  const agreed = company.registrations.filter(({ person }) => person.acceptsMarketing);
  await runChunks(house, 'consents', agreed, chunkSize, async (tx, rows) => {
    await changeConsents(
      tx,
      rows.map(({ person, registeredAt }) => ({
        id: newId(),
        recordId: recordIds.get(person.key) ?? '',
        purpose: 'marketing_mail' as const,
        decision: 'given' as const,
        channel: 'store',
        decidedAt: Temporal.Instant.fromEpochMilliseconds(registeredAt),
      })),
    );
  });
}
