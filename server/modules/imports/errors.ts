import { defineRefusals } from '#kernel/errors';

export const importsRefusals = defineRefusals('imports', {
  unknown: {
    kind: 'not_found',
    en: 'There is no such import.',
    ja: '指定された取り込みが見つかりません。',
  },
  place_unknown: {
    kind: 'not_found',
    en: 'There is no place "{place}". Give the code or id of a place, or import places first: engawa import places FILE.',
    ja: '場所「{place}」がありません。場所のコードかIDを指定するか、先に engawa import places で場所を取り込んでください。',
  },
  proof_failed: {
    kind: 'conflict',
    en: 'The sum of the file ({file}) and of the ledger ({ledger}) differ. Nothing was hidden: the rows stay booked and the run is marked as failed; run `engawa doctor`.',
    ja: 'ファイルの合計({file})と台帳の合計({ledger})が一致しません。engawa doctor で確認してください。',
  },
});
