// What an operator's command cannot do, in a sentence that says what to do next. Never holds a password:
// addresses of databases are written without their user part.

export type OperationCode =
  | 'database_unreachable'
  | 'password_wrong'
  | 'database_missing'
  | 'not_engawa'
  | 'not_permitted'
  | 'folder_missing'
  | 'folder_not_writable'
  | 'disk_full'
  | 'backup_incomplete'
  | 'backup_damaged'
  | 'backup_foreign'
  | 'backup_newer'
  | 'keys_missing'
  | 'target_not_empty'
  | 'restore_incomplete'
  | 'upgrade_impossible'
  | 'upgrade_failed'
  | 'certificate_unusable';

/** An expected no of a command; `message` is for people, `code` for scripts. */
export class OperationError extends Error {
  override readonly name = 'OperationError';
  readonly code: OperationCode;

  constructor(code: OperationCode, message: string, cause?: unknown) {
    super(message, cause === undefined ? {} : { cause });
    this.code = code;
  }
}

/** The code of a system or database error (`ENOSPC`, `28P01`), or ''. */
export function errorCodeOf(error: unknown): string {
  return error instanceof Error && 'code' in error && typeof error.code === 'string'
    ? error.code
    : '';
}

/** Turns a file error met at `place` into a sentence; others pass unchanged. */
export function explainFileError(error: unknown, place: string): unknown {
  switch (errorCodeOf(error)) {
    case 'ENOENT':
      return new OperationError(
        'folder_missing',
        `${place} is not there. Check the path; a disk that holds it must be mounted.`,
        error,
      );
    case 'EACCES':
    case 'EPERM':
    case 'EROFS':
      return new OperationError(
        'folder_not_writable',
        `${place} may not be read or written by this user. Give it to this user (chown), or choose another folder.`,
        error,
      );
    case 'ENOTDIR':
    case 'EEXIST':
      return new OperationError(
        'folder_not_writable',
        `${place} cannot be used as a folder, because a file is in the way. Move the file, or choose another folder.`,
        error,
      );
    case 'ENOSPC':
    case 'EDQUOT':
      return new OperationError(
        'disk_full',
        `There is no space left on the disk that holds ${place}. Free some space, or choose another disk, and run the command again; nothing half-made was kept.`,
        error,
      );
    default:
      return error;
  }
}

/** Turns what a failed connection said into a sentence; others pass unchanged. */
export function explainConnectError(error: unknown, url: string): unknown {
  const where = withoutSecrets(url);
  const code = errorCodeOf(error);
  if (code === '28P01' || code === '28000') {
    return new OperationError(
      'password_wrong',
      `The database at ${where} refused the user or the password. Check DATABASE_URL.`,
      error,
    );
  }
  if (code === '3D000') {
    return new OperationError(
      'database_missing',
      `There is no such database at ${where}. Make it (CREATE DATABASE), or correct DATABASE_URL.`,
      error,
    );
  }
  const isAway =
    /^(ECONN|ENOTFOUND|EAI_AGAIN|ETIMEDOUT|EHOSTUNREACH|EPIPE|57P0|08)/.test(code) ||
    (error instanceof Error && /terminated|timeout expired/.test(error.message));
  return isAway
    ? new OperationError(
        'database_unreachable',
        `The database at ${where} cannot be reached. Is it running, and is DATABASE_URL right? \`engawa doctor\` looks for the cause.`,
        error,
      )
    : error;
}

/** `host:port/name` of a database address. */
export function withoutSecrets(url: string): string {
  if (!URL.canParse(url)) {
    return 'the given address';
  }
  const { host, pathname } = new URL(url);
  return `${host}${pathname}`;
}
