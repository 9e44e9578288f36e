// Numbers a shop gives its own articles: JAN-13 with a prefix from 20 to 29, which GS1 leaves to the shops.

/** `200` and nine digits of the article with their check digit (GS1 General Specifications 7.9). */
export function inStoreJan(article: number): string {
  const digits = `200${String(article).padStart(9, '0')}`;
  let sum = 0;
  for (let index = 0; index < digits.length; index += 1) {
    sum += Number(digits[index]) * (index % 2 === 0 ? 1 : 3);
  }
  return `${digits}${(10 - (sum % 10)) % 10}`;
}
