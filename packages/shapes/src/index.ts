// What server and apps write alike.
export { fillSentence } from './fill.ts';
export {
  formatId,
  formatOptionalId,
  type IdKind,
  idPattern,
  idPrefixes,
  tryParseId,
} from './ids.ts';
