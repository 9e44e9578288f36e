// What the ledger holds of a person: each change of her points, stamps and credit, with the balance after it.
import { type DisclosureSource, disclosedPart, labels } from '#privacy';
import { listStatement } from './views.ts';

const linesMax = 10_000;

export const ledgerDisclosure: DisclosureSource = {
  module: 'ledger',
  tables: ['ledger.account'],
  disclose: async (tx, recordIds) => {
    const rows = await listStatement(tx, recordIds, null, linesMax);
    return [
      disclosedPart(
        'ledger.posting',
        { ja: 'ポイントなどの増減', en: 'Points and other value' },
        {
          occurred_at: labels.when,
          kind: labels.kind,
          unit: { ja: '単位', en: 'Unit' },
          amount: { ja: '増減', en: 'Change' },
          balance: { ja: '残高', en: 'Balance' },
          expires_at: { ja: '有効期限', en: 'Expires' },
          reason: labels.reason,
          reference: { ja: '参照', en: 'Reference' },
        },
        rows,
      ),
    ];
  },
};
