// Consents that were given elsewhere: each row is one decision with its date, text and proof.
import { createHash } from 'node:crypto';
import { changeConsents, ensureRecords } from '#customers';
import type { ConsentDecision } from '#privacy';
import { isPurpose } from '#privacy';
import type { Importer, ParsedRow, RowOutcome } from '../importer.ts';
import type { ConsentRow } from '../reading/index.ts';

export const consentsImporter: Importer<'consents'> = {
  kind: 'consents',
  mode: 'append',
  isPersonal: true,
  apply: async (tx, context, rows) => {
    const records = await ensureRecords(
      tx,
      { source: context.source },
      rows.map(({ value }) => ({ key: value.customerKey })),
    );
    const decisions: ConsentDecision[] = [];
    const outcomes = rows.map((each): RowOutcome => {
      const { purpose } = each.value;
      const recordId = records.get(each.value.customerKey)?.recordId;
      // What contract and law demand is nobody's to give or to take back.
      if (!isPurpose(purpose) || purpose === 'duty' || recordId === undefined) {
        return { kind: 'rejected', column: 'purpose', ...unknownPurpose };
      }
      decisions.push({ ...toDecision(context.runId, each), purpose, recordId });
      return { kind: 'accepted' };
    });
    await changeConsents(tx, decisions);
    return { rows: outcomes, recordIds: [...records.values()].map((each) => each.recordId) };
  },
};

function toDecision(runId: string, { row, value }: ParsedRow<ConsentRow>) {
  return {
    id: rowUuid(`${runId} ${row}`),
    decision: value.isGranted ? ('given' as const) : ('withdrawn' as const),
    channel: value.channel ?? 'import',
    ...(value.textVersion === undefined ? {} : { textVersion: value.textVersion }),
    ...(value.decidedAt === undefined ? {} : { decidedAt: value.decidedAt }),
    ...(value.evidence === undefined ? {} : { evidence: { text: value.evidence } }),
  };
}

/** The same row of the same run is the same decision (a name-based UUID, RFC 9562 version 8). */
function rowUuid(name: string): string {
  const hex = createHash('sha256').update(name).digest('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

const unknownPurpose = {
  code: 'purpose_unknown',
  ja: 'この利用目的は登録されていません。docs/guides/import-your-data.md の一覧をご覧ください。',
  en: 'This purpose is not one of the house; see the list in docs/guides/import-your-data.md.',
};
