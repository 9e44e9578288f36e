// Whom gifts are for: one person by two fields, or a list of a line each, as it comes out of a spreadsheet.
import { textOf } from '../form-text.ts';

export type ReceiverToTell = { readonly label?: string; readonly email?: string };
export type ReadReceivers =
  | { readonly receivers: readonly ReceiverToTell[] }
  /** From 1. */
  | { readonly badLine: number };

const receiversMax = 1000;
const labelMax = 60;

export function readReceivers(form: FormData): ReadReceivers {
  return textOf(form, 'whom') === 'many'
    ? readList(textOf(form, 'list'))
    : { receivers: [receiverOf(textOf(form, 'label'), textOf(form, 'email'))] };
}

/** `name, address` or `name<tab>address`; an empty line is nobody. */
export function readList(text: string): ReadReceivers {
  const receivers: ReceiverToTell[] = [];
  for (const [index, line] of text.split(/\r?\n/).entries()) {
    if (line.trim() !== '') {
      const [label = '', email = ''] = line.normalize('NFKC').split(/[,、\t]/);
      if (email.trim() !== '' && !/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(email.trim())) {
        return { badLine: index + 1 };
      }
      receivers.push(receiverOf(label, email));
    }
  }
  return { receivers: receivers.slice(0, receiversMax) };
}

function receiverOf(label: string, email: string): ReceiverToTell {
  const [name, address] = [label.trim().slice(0, labelMax), email.trim()];
  return {
    ...(name === '' ? {} : { label: name }),
    ...(address === '' ? {} : { email: address }),
  };
}
