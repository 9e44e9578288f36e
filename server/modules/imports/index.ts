// The front door of imports, used by the command line.
export {
  guard,
  IMPORT_KINDS,
  type ImportKind,
  inspectFile,
  ReadingError,
  readRows,
} from './reading/index.ts';
export {
  type ImportOptions,
  type ImportProgress,
  type ImportReport,
  runImport,
} from './run-import.ts';
