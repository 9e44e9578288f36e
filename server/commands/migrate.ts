import { bringUpToDate, openInstallation } from '../installation.ts';
import { type Command, readWords, say } from './usage.ts';

const usage = `engawa migrate

Brings the database schema to this release. The previous release keeps running on the new schema.`;

export const migrateCommand: Command = {
  name: 'migrate',
  summary: 'bring the database schema to this release',
  usage,
  run: async (words) => {
    readWords(words, usage, {});
    const installation = await openInstallation(say);
    try {
      await bringUpToDate(installation, say);
      say('The schema is up to date.');
    } finally {
      await installation.close();
    }
    return 0;
  },
};
