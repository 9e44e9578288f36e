// What is said on the page of a pharmacist.
import type { Words } from './ja.ts';

export const health: Words['health'] = {
  title: 'Health notes',
  lead: 'Only people who agreed to the use of their health data are found. Each look stands in their account.',
  search: 'Telephone, mail, member number or name',
  find: 'Find',
  none: 'Nobody who agreed was found. People agree in their account, under “My data”.',
  reason: 'Reason to look',
  open: (name) => `Open the notes of ${name}`,
  noName: 'No name',
  birthDate: 'Date of birth',
  notes: 'Notes',
  noNotes: 'No notes yet.',
  kind: 'Kind',
  kinds: {
    allergy: 'Allergy',
    medicine: 'Medicine taken',
    condition: 'Condition',
    advice: 'Advice given',
  },
  text: 'Note',
  notedAt: 'When',
  add: 'Add the note',
  added: 'Noted.',
  remove: 'Delete',
  close: 'Close',
};
