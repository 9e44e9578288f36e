// In the ordinary run properties are tried with the same cases each time, so that a red run can be seen again by
// everybody; ENGAWA_PROOF=full npm test tries new ones.
import fc from 'fast-check';

if (process.env.ENGAWA_PROOF !== 'full') {
  fc.configureGlobal({ ...fc.readConfigureGlobal(), seed: 20_261_121 });
}
