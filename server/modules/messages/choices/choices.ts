// Which news she wants by which channel. Without a word of hers she is told by all of them. Looked at when a message
// goes out, so that a choice also holds for what waits already.
import { findOwnSets } from '#customers';
import type { Tx } from '#kernel/transaction';
import {
  type ChoiceChannel,
  choiceChannels,
  choosableKind,
  type NewsKind,
  newsKinds,
} from './kinds.ts';
import { isAnyRefused, listChoiceRows, putChoiceRow } from './store.ts';

export type Choices = Readonly<Record<NewsKind, Readonly<Record<ChoiceChannel, boolean>>>>;

/** Of an account (its record, uuid). */
export async function findChoices(tx: Tx, recordId: string): Promise<Choices> {
  const rows = await listChoiceRows(tx, [recordId]);
  const isWanted = (kind: NewsKind, channel: ChoiceChannel) =>
    rows.find((row) => row.kind === kind && row.channel === channel)?.is_wanted ?? true;
  const choices = newsKinds.map((kind) => [
    kind,
    Object.fromEntries(choiceChannels.map((channel) => [channel, isWanted(kind, channel)])),
  ]);
  return Object.fromEntries(choices) as Choices;
}

export async function setChoice(
  tx: Tx,
  recordId: string,
  choice: { readonly kind: NewsKind; readonly channel: ChoiceChannel; readonly isWanted: boolean },
): Promise<void> {
  const { kind, channel, isWanted } = choice;
  await putChoiceRow(tx, { record_id: recordId, kind, channel, is_wanted: isWanted });
}

/** Whether an account that sees the record as hers said no to such a message by such a channel. */
export async function isRefused(
  tx: Tx,
  message: {
    readonly recordId: string | null;
    readonly template: string;
    readonly channel: string;
  },
): Promise<boolean> {
  const { recordId, template } = message;
  const kind = choosableKind(template, message.channel);
  const channel = choiceChannels.find((each) => each === message.channel);
  if (kind === undefined || channel === undefined || recordId === null) {
    return false;
  }
  if (!(await isAnyRefused(tx, channel))) {
    return false;
  }
  const hers = (await findOwnSets(tx, [recordId])).get(recordId) ?? [recordId];
  const rows = await listChoiceRows(tx, hers);
  return rows.some((row) => row.kind === kind && row.channel === channel && !row.is_wanted);
}
