// What messages holds of a person: what was sent or is waiting to be sent to her and its text as long as it is kept,
// the browsers that take messages for her, and what she chose.
import { unseal } from '#kernel/sealing';
import { underPurpose } from '#kernel/transaction';
import { type DisclosureSource, disclosedPart, labels, loadRecordKeys } from '#privacy';
import type { Content, PushTarget } from './channel.ts';
import { listChoiceRows } from './choices/store.ts';
import { targetUse } from './push/devices.ts';
import { contentUse } from './queue-message.ts';
import { findContentRows, listDevicesOf, listMessageRowsOf } from './store-disclosure.ts';

export const messagesDisclosure: DisclosureSource = {
  module: 'messages',
  tables: ['messages.message', 'messages.push_device', 'messages.choice'],
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
      disclosedPart(
        'messages.push_device',
        { ja: '通知を受け取る端末', en: 'Devices that take notifications' },
        {
          created_at: labels.when,
          about: { ja: 'ブラウザの種類', en: 'Kind of browser' },
          language: { ja: '言語', en: 'Language' },
          endpoint: { ja: '通知の宛先', en: 'Where they are sent' },
        },
        (await listDevicesOf(tx, recordIds)).map((row) => {
          const key = keys.get(row.record_id);
          const target = key === undefined ? {} : unseal<PushTarget>(key, targetUse, row.sealed);
          return Object.assign(row, target);
        }),
      ),
      disclosedPart(
        'messages.choice',
        { ja: 'お知らせの受け取り方', en: 'What you chose to be told' },
        {
          chosen_at: labels.when,
          kind: labels.kind,
          channel: labels.channel,
          is_wanted: { ja: '受け取る', en: 'Wanted' },
        },
        await listChoiceRows(tx, recordIds),
      ),
    ];
  },
};
