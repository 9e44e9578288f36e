/**
 * The settings of the embedded Postgres, given as `-c` flags: they stand above postgresql.conf and
 * ALTER SYSTEM, so what runs is what is written here, whatever was edited or restored.
 */
import { statfsSync } from 'node:fs';
import { totalmem } from 'node:os';

const megabyte = 1024 * 1024;

/** A quarter of the memory we may use, from 128 MB to 1 GB, in steps of 64 MB. */
export function sharedBuffersMegabytes(memoryBytes: number): number {
  // Steps, so that a small change of the reported memory does not make an orphan look foreign.
  const quarter = Math.floor(memoryBytes / 4 / megabyte / 64) * 64;
  return Math.min(1024, Math.max(128, quarter));
}

/** Settings as `name=value`; `port` and the WAL compression are added at launch. */
export function launchSettings(options: { durable: boolean; clusterName: string }): string[] {
  const memoryBytes = availableMemoryBytes();
  const sharedBuffers = options.durable ? sharedBuffersMegabytes(memoryBytes) : 128;
  const settings: Record<string, string | number> = {
    cluster_name: options.clusterName,
    listen_addresses: '127.0.0.1',
    // A socket path may hold 107 bytes only; a home may be deeper. TCP has no such limit.
    unix_socket_directories: '',
    max_connections: 100,
    shared_buffers: `${sharedBuffers}MB`,
    effective_cache_size: `${Math.max(256, Math.floor(memoryBytes / 2 / megabyte / 64) * 64)}MB`,
    work_mem: '16MB',
    maintenance_work_mem: '128MB',
    random_page_cost: 1.1,
    jit: 'off',
    // 1 GB of WAL is replayed in some 8 s after a kill under load (8 GB took 22 s and more).
    max_wal_size: '1GB',
    min_wal_size: '128MB',
    checkpoint_completion_target: 0.9,
    // `replica`, not `minimal`: an online backup (pg_backup_start, BASE_BACKUP) needs it.
    wal_level: 'replica',
    max_wal_senders: 4,
    autovacuum_naptime: '20s',
    autovacuum_vacuum_scale_factor: 0.05,
    autovacuum_vacuum_insert_scale_factor: 0.1,
    autovacuum_analyze_scale_factor: 0.02,
    autovacuum_vacuum_cost_limit: 1000,
    timezone: 'UTC',
    log_timezone: 'UTC',
    ...quietLog,
    ...(options.durable
      ? {}
      : { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' }),
    // Docker gives 64 MB of /dev/shm, too little for parallel queries: use files instead.
    ...(hasSmallSharedMemory() ? { dynamic_shared_memory_type: 'mmap' } : {}),
  };
  return Object.entries(settings).map(([name, value]) => `${name}=${value}`);
}

/**
 * No entered value may reach the log. Terse drops DETAIL ("Key (email)=(…) already exists"), but
 * the first line of an ERROR may still quote input ("invalid input syntax …"), so the log starts
 * above ERROR: every ERROR goes to the client that caused it anyway.
 */
const quietLog = {
  logging_collector: 'off',
  log_destination: 'stderr',
  log_line_prefix: '%m [%p] ',
  log_min_messages: 'log',
  log_error_verbosity: 'terse',
  log_min_error_statement: 'panic',
  log_parameter_max_length: 0,
  log_parameter_max_length_on_error: 0,
  log_statement: 'none',
  log_min_duration_statement: -1,
  log_lock_waits: 'on',
};

function availableMemoryBytes(): number {
  const limit = process.constrainedMemory();
  return limit > 0 ? Math.min(limit, totalmem()) : totalmem();
}

function hasSmallSharedMemory(): boolean {
  if (process.platform !== 'linux') return false;
  try {
    const { blocks, bsize } = statfsSync('/dev/shm');
    return blocks * bsize < 256 * megabyte;
  } catch {
    return true;
  }
}
