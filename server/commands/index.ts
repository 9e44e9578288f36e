// THE list of commands.
import { backupCommand } from './backup.ts';
import { doctorCommand } from './doctor.ts';
import { exportCommand } from './export.ts';
import { importCommand } from './import.ts';
import { keysCommand } from './keys.ts';
import { matchCommand } from './match.ts';
import { migrateCommand } from './migrate.ts';
import { restoreCommand } from './restore.ts';
import { staffCommand } from './staff.ts';
import { startCommand, workerCommand } from './start.ts';
import { upgradeCommand } from './upgrade.ts';
import type { Command } from './usage.ts';

export const commands: readonly Command[] = [
  startCommand,
  workerCommand,
  migrateCommand,
  importCommand,
  exportCommand,
  matchCommand,
  backupCommand,
  restoreCommand,
  upgradeCommand,
  doctorCommand,
  keysCommand,
  staffCommand,
];
