// The same histories at full count: ENGAWA_PROOF says how many.
import './merged-histories.test.ts';
