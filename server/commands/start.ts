// engawa start and engawa worker: the house, or only its jobs.
import { buildAppsIfNeeded } from '#kernel/apps-build';
import { bringUpToDate, openInstallation } from '../installation.ts';
import { runHouse } from '../main.ts';
import { type Command, readWords, say } from './usage.ts';

const startUsage = `engawa start [options]

Starts the house: database, server, screens and jobs, and prints addresses and sign-ins.

  --example      load a small example shop when the database is empty (npm start does)
  --lan          serve the shop's network over TLS, with a page and QR to install the certificate
  --no-worker    leave the jobs to separate engawa worker processes
  --port N       instead of ENGAWA_PORT (7080)`;

export const startCommand: Command = {
  name: 'start',
  summary: 'start the house and print addresses and sign-ins',
  usage: startUsage,
  run: async (words) => {
    const { values } = readWords(words, startUsage, {
      example: { type: 'boolean' },
      lan: { type: 'boolean' },
      'no-worker': { type: 'boolean' },
      port: { type: 'string' },
    });
    const environment =
      values.port === undefined ? process.env : { ...process.env, ENGAWA_PORT: values.port };
    // The screens are built while the database comes up.
    const built = buildAppsIfNeeded(say).catch((error: unknown) => error);
    const installation = await openInstallation(say, environment);
    try {
      await bringUpToDate(installation, say);
      const failure = await built;
      if (failure instanceof Error) {
        say(failure.message);
      }
      return await runHouse(installation, {
        withHttp: true,
        withJobs: values['no-worker'] !== true,
        withExample: values.example === true,
        withLan: values.lan === true,
        say,
      });
    } finally {
      await installation.close();
    }
  },
};

const workerUsage = `engawa worker

Works jobs and listeners without serving HTTP; as many as needed beside \`engawa start --no-worker\`.`;

export const workerCommand: Command = {
  name: 'worker',
  summary: 'work jobs and listeners only',
  usage: workerUsage,
  run: async (words) => {
    readWords(words, workerUsage, {});
    const installation = await openInstallation(say);
    try {
      await bringUpToDate(installation, say);
      return await runHouse(installation, {
        withHttp: false,
        withJobs: true,
        withExample: false,
        withLan: false,
        say,
      });
    } finally {
      await installation.close();
    }
  },
};
