// The same with every receiver of the list: ENGAWA_PROOF says so.
import './gifts.test.ts';
