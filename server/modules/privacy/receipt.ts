// The receipt of a decision, with the fields of ISO/IEC TS 27560:2023 (consent record information structure), signed by
// the house. It is made from the book whenever she asks; the same decision has the same receipt.
import { signPaper } from '#kernel/house-signature';
import { formatId, formatOptionalId } from '#kernel/ids';
import { purposes } from '#kernel/purposes';
import type { Tx } from '#kernel/transaction';
import { isPurpose } from './consent.ts';
import { purposeTexts } from './purpose-texts.ts';
import { findTextRows, type PurposeTextRow } from './store.ts';
import { type ConsentRow, listConsentRows } from './store-disclosure.ts';

export type Receipt = {
  readonly consentId: string;
  readonly purpose: string;
  readonly decision: 'given' | 'withdrawn';
  readonly decidedAt: string;
  /** The text she was shown, in the language she saw it in; null for what another system asked. */
  readonly text: string | null;
  readonly textVersion: string;
  readonly language: string;
  readonly channel: string;
  /** JWS of the whole receipt. */
  readonly signed: string;
};

/** Every decision of these records (uuids), the newest first, each with its receipt. */
export async function listReceipts(
  tx: Tx,
  recordIds: readonly string[],
  controller: string,
): Promise<Receipt[]> {
  const rows = await listConsentRows(tx, recordIds);
  const texts = new Map<string, PurposeTextRow>();
  for (const row of await findTextRows(tx)) {
    texts.set(`${row.name} ${row.version}`, row);
  }
  return rows.map((row) => {
    const shown = texts.get(`${row.purpose} ${row.text_version}`);
    const text = shown === undefined ? null : row.language === 'en' ? shown.en : shown.ja;
    const paper = receiptOf(row, controller, text);
    return {
      consentId: row.id,
      purpose: row.purpose,
      decision: row.decision,
      decidedAt: row.decided_at.toString(),
      text,
      textVersion: row.text_version,
      language: row.language,
      channel: row.channel,
      signed: signPaper(tx.masters, paper),
    };
  });
}

function receiptOf(row: ConsentRow, controller: string, text: string | null): object {
  const isGiven = row.decision === 'given';
  const purpose = isPurpose(row.purpose) ? row.purpose : undefined;
  return {
    schema_version: 'ISO/IEC TS 27560:2023',
    record_id: row.id,
    pii_principal_id: formatId('record', row.record_id),
    pii_processing: {
      privacy_notice: { version: row.text_version, text },
      language: row.language,
      purposes: [
        {
          purpose: row.purpose,
          purpose_type: purpose === undefined ? null : purposes[purpose].dpv,
          // She asked for the service herself; what she may stop and lift of it needs no consent.
          lawful_basis: purpose === 'service' ? 'contract' : 'consent',
          pii_information: purpose === undefined ? [] : purposeTexts[purpose].items,
          pii_controllers: [controller],
          recipient_third_parties: purpose === undefined ? [] : purposeTexts[purpose].recipients,
          collection_method: row.channel,
          processing_locations: ['JP'],
          storage_duration: 'until withdrawal or erasure',
          withdrawal_method: '/shop/account/privacy',
          jurisdiction: 'JP',
        },
      ],
    },
    party_identification: [
      { party_id: controller, party_name: controller, party_role: 'controller' },
    ],
    events: [
      {
        event_time: row.decided_at.toString(),
        event_type: 'explicit',
        event_state: isGiven ? 'consent given' : 'consent withdrawn',
        validity_duration: 'until withdrawn',
        entity_id: row.actor,
        place: formatOptionalId('place', row.place_id),
      },
    ],
  };
}
