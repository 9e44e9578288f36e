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
  proves_wrong: {
    kind: 'invalid',
    en: 'What is proved cannot be read: "{part}". Say email, phone, member=ISSUER or line=PROVIDER, with commas between.',
    ja: '--proves の「{part}」が読めません。email, phone, member=発行元, line=プロバイダー をコンマで区切って指定してください。',
  },
  proof_failed: {
    kind: 'conflict',
    en: 'The sum of the file ({file}) and of the ledger ({ledger}) differ. Nothing was hidden: the rows stay booked and the run is marked as failed; run `engawa doctor`.',
    ja: 'ファイルの合計({file})と台帳の合計({ledger})が一致しません。engawa doctor で確認してください。',
  },
});
