// The mailbox as a page for people who try the house out. Everything people wrote is escaped; no script.
import { escapeHtml } from '#kernel/html';
import type { MailboxEntry } from './mailbox.ts';

export function renderMailbox(entries: readonly MailboxEntry[]): string {
  const list =
    entries.length === 0
      ? '<p>まだ何も送られていません。 Nothing has been sent yet.</p>'
      : entries.map(renderEntry).join('\n');
  return `<!doctype html>
<html lang="ja">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="refresh" content="5">
<title>メールボックス Mailbox – Engawa</title>
<style>
body { font: 16px/1.7 system-ui, sans-serif; max-width: 44rem; margin: 2rem auto; padding: 0 1rem; }
article { border: 1px solid #ccc; border-radius: .5rem; padding: .75rem 1rem; margin: 1rem 0; }
pre { white-space: pre-wrap; font: inherit; margin: .5rem 0 0; }
small { color: #555; }
</style>
<h1>メールボックス Mailbox</h1>
<p>送信先が設定されていないため、ここに表示しています。 No mail server is set, so messages end here.</p>
${list}
</html>
`;
}

function renderEntry(entry: MailboxEntry): string {
  return `<article>
<small>${escapeHtml(entry.putAt)} · ${escapeHtml(entry.channel)} · ${escapeHtml(entry.template)}</small>
<h2>${escapeHtml(entry.subject)}</h2>
<div>→ ${escapeHtml(entry.to)}</div>
<pre>${linkAddresses(escapeHtml(entry.text))}</pre>
${entry.attachments.map(({ name }) => `<small>+ ${escapeHtml(name)}</small>`).join('\n')}
</article>`;
}

/** Of text that is escaped already; what ends an address in a sentence is left out of it. */
function linkAddresses(escaped: string): string {
  return escaped.replaceAll(
    /https?:\/\/[^\s<]*[^\s<.,、。]/g,
    (address) => `<a href="${address}">${address}</a>`,
  );
}
