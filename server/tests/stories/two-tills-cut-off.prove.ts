// The same story at its full length: ENGAWA_PROOF says how many sales.
import './two-tills-cut-off.test.ts';
