// THE list of commands.
import { importCommand } from './import.ts';
import { migrateCommand } from './migrate.ts';
import { startCommand, workerCommand } from './start.ts';
import type { Command } from './usage.ts';

export const commands: readonly Command[] = [
  startCommand,
  workerCommand,
  migrateCommand,
  importCommand,
];
