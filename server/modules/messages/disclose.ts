// What messages holds of a person: what was sent or is waiting to be sent to her, and its text as long as it is kept.
import { unseal } from '#kernel/sealing';
import { underPurpose } from '#kernel/transaction';
import { type DisclosureSource, disclosedPart, labels, loadRecordKeys } from '#privacy';
import type { Content } from './channel.ts';
import { contentUse } from './queue-message.ts';
import { findContentRows, listMessageRowsOf } from './store-disclosure.ts';

export const messagesDisclosure: DisclosureSource = {
  module: 'messages',
  tables: ['messages.message'],
  disclose: async (tx, recordIds) => {
    const keys = await loadRecordKeys(tx, recordIds);
    const rows = await listMessageRowsOf(tx, recordIds);
    // A text that was written under a purpose is seen under that purpose only.
    const sealed = new Map<string, Buffer>();
    for (const [purpose, group] of Map.groupBy(rows, (row) => row.purpose)) {
      const ids = group.map((row) => row.id);
      for (const content of await underPurpose(tx, purpose, (as) => findContentRows(as, ids))) {
        sealed.set(content.message_id, content.sealed);
      }
    }
    return [
      disclosedPart(
        'messages.message',
        { ja: 'お送りしたメッセージ', en: 'Messages to you' },
        {
          created_at: labels.when,
          channel: labels.channel,
          purpose: labels.purpose,
          template: labels.kind,
          state: labels.state,
          to: { ja: '宛先', en: 'To' },
          subject: { ja: '件名', en: 'Subject' },
          text: { ja: '本文', en: 'Text' },
        },
        rows.map((row) => {
          const key = keys.get(row.record_id);
          const bytes = sealed.get(row.id);
          const isOpen = key !== undefined && bytes !== undefined;
          return Object.assign(row, isOpen ? unseal<Content>(key, contentUse, bytes) : {});
        }),
      ),
    ];
  },
};
