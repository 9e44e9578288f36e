// Mail by SMTP. The message's own id becomes the Message-ID, so that a mail that went out twice (a crash
// between sending and noting it) is recognised as one by mail programs.
import { createTransport } from 'nodemailer';
import { type MessageChannel, Undeliverable } from '../channel.ts';

const timeoutMs = 15_000;

export function smtpChannel(settings: {
  readonly url: string;
  readonly from: string;
}): MessageChannel {
  const transport = createTransport({
    url: settings.url,
    connectionTimeout: timeoutMs,
    greetingTimeout: timeoutMs,
    socketTimeout: timeoutMs,
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  return {
    name: 'mail',
    deliver: async ({ messageId, to, subject, text, attachments = [] }) => {
      try {
        const sent = await transport.sendMail({
          from: settings.from,
          to: { name: '', address: to },
          subject,
          text,
          attachments: attachments.map((each) => ({
            filename: each.name,
            contentType: each.type,
            content: each.text,
          })),
          messageId: `<${messageId}@engawa>`,
        });
        return { reference: sent.messageId };
      } catch (error) {
        // 5xx is the server's final word (RFC 5321, 4.2.1); its text may repeat the address and is not kept.
        const status = responseCodeOf(error);
        if (status >= 500) {
          throw new Undeliverable(`smtp_${status}`);
        }
        throw new Error(`the mail server did not take the message (${status})`, { cause: error });
      }
    },
  };
}

function responseCodeOf(error: unknown): number {
  return error instanceof Error && 'responseCode' in error ? Number(error.responseCode) : 0;
}
