// The command line's door. Before the rest is loaded it does two things. What Node makes of three thousand files of source is
// kept from one start to the next (0.5 s of 1.8; a folder that cannot be written is done without). And Node's memory
// is kept small: V8 takes 24 GB of memory as leave to let its heap grow before it collects. These are no limits: a house
// with a large catalogue gets what it needs.
import { enableCompileCache } from 'node:module';
import { join } from 'node:path';
import { setFlagsFromString } from 'node:v8';

// Flags first: what is kept is kept for one set of them.
setFlagsFromString('--heap-growing-percent=40');
setFlagsFromString('--max-semi-space-size=8');
setFlagsFromString('--semi-space-growth-factor=1');
enableCompileCache(join(import.meta.dirname, '..', 'node_modules', '.cache', 'engawa'));
await import('./command-line.ts');
