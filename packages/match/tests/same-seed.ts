// The same cases in each ordinary run; ENGAWA_PROOF=full tries new ones.
import fc from 'fast-check';

if (process.env.ENGAWA_PROOF !== 'full') {
  fc.configureGlobal({ ...fc.readConfigureGlobal(), seed: 20_261_121 });
}
