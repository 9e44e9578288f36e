/** Whether a code that is no item can be the number of a shelf: `A-03-2`; a barcode of digits is an unknown article. */
export function isShelfCode(code: string): boolean {
  return (
    code.length <= 30 && !/^\d{6,}$/.test(code) && /^[\p{L}\p{N}][\p{L}\p{N} ._/-]*$/u.test(code)
  );
}
