/**
 * Everything that can keep the embedded Postgres from running, as sentences for a person. Postgres
 * and initdb only write text, so what they wrote is recognised here, in this one place; it is in
 * English always, because they run with LC_ALL=C.
 */
export type PostgresStartCode =
  | 'binaries_missing'
  | 'library_missing'
  | 'path_not_reachable'
  | 'home_not_writable'
  | 'wrong_owner'
  | 'foreign_version'
  | 'disk_full'
  | 'port_in_use'
  | 'lock_timeout'
  | 'stop_failed'
  | 'start_failed';

/**
 * The embedded database cannot run. `message` says what happened and what to do next, for a
 * person at a terminal; `code` is for programs.
 */
export class PostgresStartError extends Error {
  readonly code: PostgresStartCode;

  constructor(code: PostgresStartCode, message: string, cause?: unknown) {
    super(message, cause === undefined ? undefined : { cause });
    this.name = 'PostgresStartError';
    this.code = code;
  }
}

/** The `code` of a Node system error (`ENOSPC`, `EACCES` …), or an empty string. */
export function systemCode(error: unknown): string {
  if (typeof error !== 'object' || error === null || !('code' in error)) return '';
  return typeof error.code === 'string' ? error.code : '';
}

export function diskFull(place: string, cause?: unknown): PostgresStartError {
  return new PostgresStartError(
    'disk_full',
    `There is no space left on the disk that holds ${place}. ` +
      'Free some space (at least 200 MB for a first start), then start again.',
    cause,
  );
}

/** Turns a file system error met while preparing `place` into a sentence; others pass unchanged. */
export function explainFileError(error: unknown, place: string): unknown {
  if (error instanceof PostgresStartError) return error;
  switch (systemCode(error)) {
    case 'ENOSPC':
    case 'EDQUOT':
      return diskFull(place, error);
    case 'EACCES':
    case 'EPERM':
    case 'EROFS':
      return new PostgresStartError(
        'home_not_writable',
        `The folder ${place} cannot be written by this user. Give the folder to this user ` +
          '(chown -R), or choose another with ENGAWA_HOME.',
        error,
      );
    case 'ENOTDIR':
    case 'EEXIST':
      return new PostgresStartError(
        'home_not_writable',
        `${place} cannot be made, because a file of that name is in the way. ` +
          'Move that file, or choose another folder with ENGAWA_HOME.',
        error,
      );
    default:
      return error;
  }
}

/** Turns what initdb or postgres wrote before it gave up into an error with advice. */
export function explainOutput(
  output: string,
  dataDir: string,
  logFile: string,
): PostgresStartError {
  if (/No space left on device|Disk quota exceeded/.test(output)) return diskFull(dataDir);
  if (/error while loading shared libraries|Library not loaded|symbol lookup error/.test(output)) {
    return libraryMissing(output);
  }
  if (/could not bind|Address already in use|could not create any TCP/.test(output)) {
    return new PostgresStartError(
      'port_in_use',
      'The port of the embedded database was taken by another program. ' +
        'Stop that program, or set another port.',
    );
  }
  if (/incompatible with server|is not compatible with this version/.test(output)) {
    return new PostgresStartError(
      'foreign_version',
      `The data in ${dataDir} was written by another version of Postgres. Run \`engawa upgrade\`.`,
    );
  }
  if (
    /has wrong ownership|Permission denied|could not open file .* Operation not permitted/.test(
      output,
    )
  ) {
    return new PostgresStartError(
      'wrong_owner',
      `Postgres may not use its folder ${dataDir}: some of it belongs to another user. ` +
        `Give it to one user (chown -R), then start again. Details: ${logFile}`,
    );
  }
  const lastLines = output.trim().split('\n').slice(-6).join('\n');
  return new PostgresStartError(
    'start_failed',
    `The embedded database did not start. Its last words were:\n${lastLines}\n` +
      `The whole log is in ${logFile}. \`engawa doctor\` may know more.`,
  );
}

export function libraryMissing(output: string): PostgresStartError {
  return new PostgresStartError(
    'library_missing',
    'The embedded Postgres could not load a library it needs. Run `npm ci` again; on a system ' +
      'without glibc (Alpine), set DATABASE_URL to a Postgres of your own. ' +
      `The system said: ${output.trim().split('\n')[0] ?? ''}`,
  );
}
