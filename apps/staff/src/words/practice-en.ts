// Words of practice.
import type { practiceJa } from './practice-ja.ts';

export const practiceEn: typeof practiceJa = {
  title: 'Practice',
  band: 'This is practice. Whatever you press, nothing is recorded.',
  begin: 'Begin practice',
  end: 'End practice',
  lead: 'Try every screen without leaving a trace in the books.',
  notSent: 'Not sent, as this is practice. On a real day it is recorded here.',
};
