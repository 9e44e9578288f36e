// What the shop floor holds of a person: what clerks wrote of her and promised her, in their words.
import { formatId } from '#kernel/ids';
import { type DisclosureSource, disclosedPart, labels } from '#privacy';
import { listFollowUpRows, listNoteRows } from './clienteling/store.ts';
import { openWritten } from './clienteling/written.ts';

const allOf = 10_000;
const text = { ja: '内容', en: 'What it says' };

export const floorDisclosure: DisclosureSource = {
  module: 'floor',
  tables: ['floor.note', 'floor.follow_up'],
  disclose: async (tx, recordIds) => {
    const notes = await listNoteRows(tx, recordIds, allOf);
    const followUps = await listFollowUpRows(tx, recordIds, allOf);
    const noted = await openWritten(tx, 'note', notes);
    const promised = await openWritten(tx, 'followUp', followUps);
    return [
      disclosedPart(
        'floor.note',
        { ja: '店舗スタッフのメモ', en: 'Notes of shop staff' },
        { written_at: labels.when, place: labels.place, text },
        notes.map((row) => ({
          written_at: row.written_at,
          place: formatId('place', row.place_id),
          text: noted.get(row.id),
        })),
      ),
      disclosedPart(
        'floor.follow_up',
        { ja: '店舗スタッフのお約束', en: 'Promises of shop staff' },
        {
          planned_at: labels.when,
          place: labels.place,
          due_on: { ja: '期日', en: 'Due on' },
          done_at: { ja: '完了', en: 'Done' },
          text,
        },
        followUps.map((row) => ({
          planned_at: row.planned_at,
          place: formatId('place', row.place_id),
          due_on: row.due_on,
          done_at: row.done_at,
          text: promised.get(row.id),
        })),
      ),
    ];
  },
};
