// `--proves email,phone,member=ISSUER,line=PROVIDER`: which columns a source has proved, so that they count as signs and
// link at once. What it has not proved only suggests.
import type { Source } from '#customers';
import { importsRefusals } from './errors.ts';

export type Proves = NonNullable<Source['proves']>;

/** Refuses with imports.proves_wrong. */
export function readProves(text: string): Proves {
  const parts = text
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '');
  return parts.reduce((proves, part) => Object.assign(proves, readPart(part)), {} as Proves);
}

function readPart(part: string): Proves {
  const [word = '', issuer = ''] = part.split('=').map((each) => each.trim());
  if ((word === 'email' || word === 'phone') && issuer === '') {
    return word === 'email' ? { email: true } : { phone: true };
  }
  if ((word === 'member' || word === 'line') && issuer !== '') {
    return word === 'member' ? { memberIssuer: issuer } : { lineProvider: issuer };
  }
  throw importsRefusals.proves_wrong({ part });
}
