/** What stops a whole import file: each with a code and a sentence that says what to do. */
/** A text for people in both languages the product speaks; the caller picks. */
export interface Sentence {
  readonly ja: string;
  readonly en: string;
}

export type ReadingErrorCode =
  | 'file_not_found'
  | 'file_is_directory'
  | 'file_not_readable'
  | 'file_is_empty'
  | 'file_has_no_rows'
  | 'file_is_binary'
  | 'gzip_is_broken'
  | 'json_is_truncated'
  | 'header_is_broken'
  | 'header_is_duplicated'
  | 'columns_are_missing'
  | 'map_is_wrong';

/** The whole file (or its map) cannot be read. What is wrong with one row is a `Reason` instead. */
export class ReadingError extends Error {
  readonly code: ReadingErrorCode;
  readonly sentence: Sentence;

  constructor(code: ReadingErrorCode, sentence: Sentence, cause?: unknown) {
    super(sentence.en, cause === undefined ? undefined : { cause });
    this.name = 'ReadingError';
    this.code = code;
    this.sentence = sentence;
  }
}
