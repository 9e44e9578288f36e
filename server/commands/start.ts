// engawa start and engawa worker: the house, or only its jobs.
import { buildAppsIfNeeded } from '#kernel/apps-build';
import { bringUpToDate, openInstallation } from '../installation.ts';
import { type ExampleName, runHouse } from '../main.ts';
import { listenForStop } from '../stop-signal.ts';
import { type Command, readWords, say, UsageError } from './usage.ts';

const startUsage = `engawa start [options]

Starts the house: database, server, screens and jobs, and prints addresses and sign-ins.

  --example NAME load an invented example when the database is empty: company (npm start does) or first-shop
  --simulate N   let N moments a minute happen in the example company, so that the screens live
  --lan          serve the shop's network over TLS, with a page and QR to install the certificate
  --no-worker    leave the jobs to separate engawa worker processes
  --port N       instead of ENGAWA_PORT (7080)`;

export const startCommand: Command = {
  name: 'start',
  summary: 'start the house and print addresses and sign-ins',
  usage: startUsage,
  run: async (words) => {
    const { values } = readWords(words, startUsage, {
      example: { type: 'string' },
      simulate: { type: 'string' },
      lan: { type: 'boolean' },
      'no-worker': { type: 'boolean' },
      port: { type: 'string' },
    });
    const environment =
      values.port === undefined ? process.env : { ...process.env, ENGAWA_PORT: values.port };
    const stopping = listenForStop();
    // The screens are built while the database comes up.
    const built = buildAppsIfNeeded(say).catch((error: unknown) => error);
    const installation = await openInstallation(say, environment);
    try {
      if (!stopping.aborted) {
        await bringUpToDate(installation, say);
      }
      if (stopping.aborted) {
        return 0;
      }
      const failure = await built;
      if (failure instanceof Error) {
        say(failure.message);
      }
      return await runHouse(installation, {
        withHttp: true,
        withJobs: values['no-worker'] !== true,
        example: readExample(values.example),
        simulatePerMinute: readRate(values.simulate),
        withLan: values.lan === true,
        stopping,
        say,
      });
    } finally {
      await installation.close();
    }
  },
};

function readExample(name: string | undefined): ExampleName | undefined {
  if (name === undefined || name === 'company' || name === 'first-shop') {
    return name;
  }
  throw new UsageError(`There is no example "${name}".\n\n${startUsage}`);
}

function readRate(text: string | undefined): number | undefined {
  const rate = Number(text);
  if (text !== undefined && !(rate > 0 && rate <= 600)) {
    throw new UsageError(`--simulate takes 1 to 600 moments a minute.\n\n${startUsage}`);
  }
  return text === undefined ? undefined : rate;
}

const workerUsage = `engawa worker

Works jobs and listeners without serving HTTP; as many as needed beside \`engawa start --no-worker\`.`;

export const workerCommand: Command = {
  name: 'worker',
  summary: 'work jobs and listeners only',
  usage: workerUsage,
  run: async (words) => {
    readWords(words, workerUsage, {});
    const stopping = listenForStop();
    const installation = await openInstallation(say);
    try {
      await bringUpToDate(installation, say);
      return await runHouse(installation, {
        withHttp: false,
        withJobs: true,
        withLan: false,
        stopping,
        say,
      });
    } finally {
      await installation.close();
    }
  },
};
