// What went wrong, in the language of the reader: the house says why it refused, an error of the line says nothing to people.
import { Unreachable } from '@engawa/client';
import type { Words } from '../words/ja.ts';

export function sayWrong(error: unknown, words: Words): string {
  if (error instanceof Unreachable) {
    return words.common.unreachable;
  }
  return error instanceof Error ? error.message : String(error);
}
