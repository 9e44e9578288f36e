// The same story, held to one second: ENGAWA_PROOF says so.
import './tenth-stamp.test.ts';
