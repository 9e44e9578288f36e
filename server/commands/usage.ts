// What every command has in common: how it reads its words and speaks to the terminal.
import { type ParseArgsConfig, parseArgs } from 'node:util';

export type Command = {
  readonly name: string;
  readonly summary: string;
  readonly usage: string;
  /** Answers the exit code. */
  run(words: readonly string[]): Promise<number>;
};

export class UsageError extends Error {
  override readonly name = 'UsageError';
}

/** parseArgs whose complaint comes with the command's usage. */
export function readWords<const Options extends NonNullable<ParseArgsConfig['options']>>(
  words: readonly string[],
  usage: string,
  options: Options,
) {
  try {
    return parseArgs({ args: [...words], options, allowPositionals: true, strict: true });
  } catch (error) {
    const why = error instanceof Error ? error.message : 'unknown option';
    throw new UsageError(`${why}\n\n${usage}`);
  }
}

/** Words for people go to stderr, so that stdout stays the answer. */
export function say(message: string): void {
  process.stderr.write(`${message}\n`);
}

/** A line that is written over while something runs; plain lines where there is no terminal. */
export function createProgress(title: string): {
  show(done: number, total: number): void;
  end(): void;
} {
  const isTerminal = process.stderr.isTTY;
  let lastAt = 0;
  let isShown = false;
  return {
    show: (done, total) => {
      const now = performance.now();
      const isLast = done >= total;
      if (now - lastAt < (isTerminal ? 100 : 2000) && !isLast) {
        return;
      }
      lastAt = now;
      const share = total === 0 ? 100 : Math.floor((done / total) * 100);
      const text = `${title} ${share}% (${done.toLocaleString('en')} / ${total.toLocaleString('en')})`;
      process.stderr.write(isTerminal ? `\r\u001b[K${text}` : `${text}\n`);
      isShown = true;
    },
    end: () => {
      if (isShown && isTerminal) {
        process.stderr.write('\n');
      }
    },
  };
}
