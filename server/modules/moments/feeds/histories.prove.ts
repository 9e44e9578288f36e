// The same histories at full count: ENGAWA_PROOF says how many.
import './histories.test.ts';
