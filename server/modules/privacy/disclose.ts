// What the books of privacy hold of a person: her decisions, who looked at her, who was given what.
import { unseal } from '#kernel/sealing';
import { type DisclosureSource, disclosedPart, labels } from './disclosure.ts';
import { loadRecordKeys } from './record-keys.ts';
import { listAccessRows } from './store-books.ts';
import { listConsentRows, listProvisionRowsOf } from './store-disclosure.ts';

const looksMax = 5000;

export const privacyDisclosure: DisclosureSource = {
  module: 'privacy',
  tables: ['privacy.consent', 'privacy.access_log', 'privacy.provision'],
  disclose: async (tx, recordIds) => {
    const keys = await loadRecordKeys(tx, recordIds);
    const consents = (await listConsentRows(tx, recordIds)).map((row) => {
      const key = keys.get(row.record_id);
      const proof =
        row.evidence === null || key === undefined
          ? null
          : JSON.stringify(unseal(key, 'privacy.consent', row.evidence));
      return Object.assign(row, { proof });
    });
    return [
      disclosedPart(
        'privacy.consent',
        { ja: '同意の記録', en: 'What you agreed to' },
        {
          decided_at: labels.when,
          purpose: labels.purpose,
          decision: { ja: '決定', en: 'Decision' },
          text_version: { ja: '説明文の版', en: 'Version of the text' },
          channel: labels.channel,
          proof: { ja: '証拠', en: 'Proof' },
        },
        consents,
      ),
      disclosedPart(
        'privacy.access_log',
        { ja: 'あなたの情報を見た記録', en: 'Who looked at your data' },
        {
          at: labels.when,
          actor: labels.actor,
          purpose: labels.purpose,
          reason: labels.reason,
          what: { ja: '見たもの', en: 'What was seen' },
        },
        await listAccessRows(tx, recordIds, looksMax),
      ),
      disclosedPart(
        'privacy.provision',
        { ja: '第三者への提供・第三者からの取得', en: 'Given to and received from others' },
        {
          at: labels.when,
          direction: { ja: '提供・取得', en: 'Given or received' },
          party_name: { ja: '相手', en: 'Counterparty' },
          party_address: { ja: '相手の住所', en: 'Its address' },
          party_representative: { ja: '相手の代表者', en: 'Its representative' },
          items: { ja: '項目', en: 'Items' },
          purpose: labels.purpose,
          basis: { ja: '根拠', en: 'Basis' },
          acquired_how: { ja: '相手の取得の経緯', en: 'How it came by it' },
        },
        await listProvisionRowsOf(tx, recordIds),
      ),
    ];
  },
};
