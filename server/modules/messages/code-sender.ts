// Customers declare how codes reach people; this is how they do.
import type { CodeSender } from '#customers';
import { queueMessage } from './queue-message.ts';
import { templates } from './templates.ts';

export const codeSender: CodeSender = {
  send: async (tx, { channel, address, code, language, expiresAt }) => {
    const minutes = Math.max(1, Math.round(expiresAt.since(tx.now).total('minutes')));
    await queueMessage(tx, {
      recordId: null,
      channel: channel === 'email' ? 'mail' : 'sms',
      to: address,
      template: 'sign_in_code',
      words: templates.sign_in_code(language, { code, minutes }),
      language,
      expiresAt,
    });
  },
};
