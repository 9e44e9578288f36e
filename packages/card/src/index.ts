// The code of a member card, for phones, tills and the server.
export {
  type Certified,
  type Checked,
  certifiedBytesOf,
  checkCode,
  isCardCode,
  makeCode,
  type TillKeys,
  windowMs,
} from './code.ts';
export { cardNumberOf, isCardNumber, spacedNumber } from './number.ts';
