import { defineRefusals } from '#kernel/errors';

export const importsRefusals = defineRefusals('imports', {
  unknown: {
    kind: 'not_found',
    en: 'There is no such import.',
    ja: '指定された取り込みが見つかりません。',
  },
  upload_unknown: {
    kind: 'not_found',
    en: 'There is no such file, or it is more than a week old; upload it again.',
    ja: 'このファイルはありません。1週間で消えますので、もう一度アップロードしてください。',
  },
  part_wrong: {
    kind: 'invalid',
    en: 'Part {part} does not fit a file of {sizeBytes} bytes; parts have {partBytes} bytes, the last one the rest.',
    ja: '{part}番目の部分の大きさが合いません。もう一度アップロードしてください。',
  },
  upload_incomplete: {
    kind: 'conflict',
    en: 'Only {received} of {wanted} parts have arrived; send the missing ones.',
    ja: 'ファイルがまだ全部届いていません({received}/{wanted})。もう一度アップロードしてください。',
  },
  not_tried: {
    kind: 'conflict',
    en: 'The file has not been tried to its end; try it first and look at what would become of its rows.',
    ja: 'まだ試し終わっていません。先に試して、行ごとの結果を確かめてください。',
  },
  already_asked: {
    kind: 'conflict',
    en: 'This file was asked for before; its run is {importId}.',
    ja: 'このファイルはすでに取り込みを始めています。',
  },
  cannot_try: {
    kind: 'invalid',
    en: 'A file of {kind} cannot be tried, only taken.',
    ja: '{kind} のファイルは試せません。',
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
