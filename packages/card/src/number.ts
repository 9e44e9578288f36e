// The number of a card: 16 digits that begin with 98 and end with a check digit (ISO/IEC 7812, Luhn), so that a till can
// tell it from the code of a product.

/** `98` + 13 digits given + check digit. */
export function cardNumberOf(thirteenDigits: string): string {
  const body = `98${thirteenDigits}`;
  return body + checkDigitOf(body);
}

export function isCardNumber(text: string): boolean {
  return /^98\d{14}$/.test(text) && checkDigitOf(text.slice(0, -1)) === text.slice(-1);
}

/** `9812 3456 7890 1234`, as people read it. */
export function spacedNumber(number: string): string {
  return number.replaceAll(/(\d{4})(?=\d)/g, '$1 ');
}

function checkDigitOf(body: string): string {
  let sum = 0;
  for (let index = body.length - 1, isDoubled = true; index >= 0; index -= 1) {
    const digit = Number(body[index]) * (isDoubled ? 2 : 1);
    sum += digit > 9 ? digit - 9 : digit;
    isDoubled = !isDoubled;
  }
  return String((10 - (sum % 10)) % 10);
}
