/**
 * npm leaves a platform package out of package-lock.json when the registry it asked did not show that
 * package at that version, and says nothing. `npm ci` then refuses the lock on every machine
 * ("Missing: … from lock file"). These rules put the left-out entries back, so that one lock serves
 * Linux, macOS and Windows. npm skips what does not fit the platform and keeps such entries later.
 *
 * The lock also names no download host: `resolved` is removed and the integrity hash kept, so the
 * file is the same whichever registry or mirror it was written through.
 */

export interface LockEntry {
  name?: string;
  version?: string;
  resolved?: string;
  integrity?: string;
  link?: boolean;
  dev?: boolean;
  optional?: boolean;
  os?: string[];
  cpu?: string[];
  libc?: string[];
  optionalDependencies?: Record<string, string>;
  [field: string]: unknown;
}

export interface Lock {
  packages: Record<string, LockEntry>;
  [field: string]: unknown;
}

const operatingSystems = [
  'android',
  'darwin',
  'freebsd',
  'linux',
  'openbsd',
  'openharmony',
  'win32',
];
const processors = [
  'arm',
  'arm64',
  'ia32',
  'loong64',
  'ppc64',
  'riscv64',
  's390x',
  'wasm32',
  'x64',
];

/** What a platform package's name says about where it runs; undefined when it names no platform. */
export function readPlatform(
  packageName: string,
): Pick<LockEntry, 'os' | 'cpu' | 'libc'> | undefined {
  const words = packageName.split(/[/-]/);
  const os = operatingSystems.find((word) => words.includes(word));
  const cpu = processors.find((word) => words.includes(word));
  if (cpu === undefined || (os === undefined && cpu !== 'wasm32')) return undefined;
  const isMusl = words.some((word) => word.startsWith('musl'));
  return {
    cpu: [cpu],
    ...(isMusl ? { libc: ['musl'] } : {}),
    ...(os === undefined ? {} : { os: [os] }),
  };
}

/** Whether some `node_modules` folder at or above `parentPath` holds `packageName`, as Node looks it up. */
function isLocked(lock: Lock, parentPath: string, packageName: string): boolean {
  let folder = parentPath;
  while (true) {
    const path =
      folder === '' ? `node_modules/${packageName}` : `${folder}/node_modules/${packageName}`;
    if (lock.packages[path] !== undefined) return true;
    if (folder === '') return false;
    folder = folder.slice(0, Math.max(0, folder.lastIndexOf('/')));
  }
}

function readExactVersion(packageName: string, range: string): string {
  const version = /^[\^~=v]?(\d+\.\d+\.\d+[\w.+-]*)$/.exec(range)?.[1];
  if (version === undefined) {
    throw new Error(
      `package-lock.json lacks ${packageName}, and its range "${range}" names no single version. Run \`npm install ${packageName}\` on a machine of that platform.`,
    );
  }
  return version;
}

/**
 * The complete lock, and the names of what was put back.
 * @throws Error when a left-out package names no platform or no single version.
 */
export function completeLock(lock: Lock): { lock: Lock; added: string[] } {
  const packages: Record<string, LockEntry> = {};
  for (const [path, entry] of Object.entries(lock.packages)) {
    const { resolved: _host, ...rest } = entry;
    // A link's `resolved` is a folder of this workspace, not a host.
    packages[path] = entry.link === true ? entry : rest;
  }
  const added: string[] = [];
  for (const [parentPath, parent] of Object.entries(lock.packages)) {
    for (const [name, range] of Object.entries(parent.optionalDependencies ?? {})) {
      if (isLocked(lock, parentPath, name)) continue;
      const platform = readPlatform(name);
      if (platform === undefined) {
        throw new Error(
          `package-lock.json lacks ${name}, an optional part of ${parentPath || 'the workspace'}, and its name names no platform. Run \`npm install\` again.`,
        );
      }
      packages[`node_modules/${name}`] = {
        version: readExactVersion(name, range),
        ...(platform.cpu ? { cpu: platform.cpu } : {}),
        ...(parent.dev === true ? { dev: true } : {}),
        ...(platform.libc ? { libc: platform.libc } : {}),
        optional: true,
        ...(platform.os ? { os: platform.os } : {}),
      };
      added.push(name);
    }
  }
  const sorted = Object.entries(packages).toSorted(([a], [b]) => a.localeCompare(b, 'en'));
  return { lock: { ...lock, packages: Object.fromEntries(sorted) }, added };
}
