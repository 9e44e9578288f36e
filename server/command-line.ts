// engawa <command>. Exit codes: 0 done, 1 could not be done, 2 wrong usage.
import { ConfigError } from '#kernel/config';
import { Refusal } from '#kernel/errors';
import { PostgresStartError } from '#kernel/postgres';
import { commands } from './commands/index.ts';
import { UsageError } from './commands/usage.ts';
import { ReadingError } from './modules/imports/index.ts';

const helpWords = new Set(['help', '--help', '-h', undefined]);

async function main(words: readonly string[]): Promise<number> {
  const [name, ...rest] = words;
  if (helpWords.has(name)) {
    const command = commands.find((each) => each.name === rest[0]);
    console.log(command === undefined ? overview() : command.usage);
    return 0;
  }
  const command = commands.find((each) => each.name === name);
  if (command === undefined) {
    console.error(`There is no command "${name ?? ''}".\n\n${overview()}`);
    return 2;
  }
  if (rest.includes('--help') || rest.includes('-h')) {
    console.log(command.usage);
    return 0;
  }
  return command.run(rest);
}

function overview(): string {
  const width = Math.max(...commands.map((command) => command.name.length));
  const lines = commands.map((command) => `  ${command.name.padEnd(width)}  ${command.summary}`);
  return `engawa <command> [options]\n\n${lines.join('\n')}\n\nengawa help <command> tells more.`;
}

/** A sentence for the person at the keyboard; the stack only for what is a bug. */
function tell(error: unknown): number {
  if (error instanceof UsageError) {
    console.error(error.message);
    return 2;
  }
  if (error instanceof ReadingError) {
    console.error(`${error.sentence.ja}\n${error.sentence.en}`);
    return 1;
  }
  if (error instanceof Refusal) {
    console.error(`${error.ja}\n${error.en}`);
    return 1;
  }
  const isExpected =
    error instanceof ConfigError ||
    error instanceof PostgresStartError ||
    (error instanceof Error && expectedNames.has(error.name));
  if (error instanceof Error) {
    console.error(isExpected ? error.message : (error.stack ?? error.message));
  } else {
    console.error(String(error));
  }
  return 1;
}

/** Errors of operations that say what to do in their own message. */
const expectedNames = new Set(['MigrationError', 'OperationError', 'StartError', 'BuildError']);

// `engawa export … | head`: the reader has seen enough.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  process.exit(error.code === 'EPIPE' ? 0 : 1);
});
process.exitCode = await main(process.argv.slice(2)).catch(tell);
