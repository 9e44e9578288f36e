// The mailbox, for owners only: it shows codes and addresses in clear.
import type { FastifyRequest } from 'fastify';
import { Type } from 'typebox';
import { type App, read } from '#kernel/http';
import type { House } from '#kernel/module';
import { Id, Instant, problems } from '#kernel/schemas';
import { type MailboxEntry, readMailbox } from './mailbox.ts';
import { renderMailbox } from './mailbox-page.ts';

const Mailbox = Type.Object({
  messages: Type.Array(
    Type.Object({
      messageId: Id('message'),
      channel: Type.String(),
      template: Type.String(),
      putAt: Instant,
      to: Type.String(),
      subject: Type.String(),
      text: Type.String(),
      attachments: Type.Array(
        Type.Object({ name: Type.String(), type: Type.String(), text: Type.String() }),
      ),
    }),
  ),
});

export function messagesRoutes(app: App, { db, config }: House): void {
  const entriesFor = (request: FastifyRequest): Promise<MailboxEntry[]> => {
    const address = config.publicUrl ?? `${request.protocol}://${request.host}`;
    return read(db, request, (tx) => readMailbox(tx, address));
  };
  app.get(
    '/api/messages/mailbox',
    {
      config: { access: 'messages.write' },
      schema: {
        operationId: 'readMailbox',
        tags: ['messages'],
        summary: 'What would have been sent, where no mail server is set',
        response: { 200: Mailbox, ...problems },
      },
    },
    async (request) => ({
      messages: (await entriesFor(request)).map((entry) => ({
        ...entry,
        attachments: [...entry.attachments],
      })),
    }),
  );

  app.get(
    '/mailbox',
    { config: { access: 'messages.write' }, schema: { hide: true } },
    async (request, reply) => {
      const page = renderMailbox(await entriesFor(request));
      return reply
        .header('content-security-policy', "default-src 'none'; style-src 'unsafe-inline'")
        .header('cache-control', 'no-store')
        .type('text/html; charset=utf-8')
        .send(page);
    },
  );
}
