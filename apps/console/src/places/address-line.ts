/** `〒604-8081 京都府…`, as an envelope has it. */
export function addressLine(postalCode: string | null, address: string): string {
  return postalCode === null
    ? address
    : `〒${postalCode.replace(/^(\d{3})(\d{4})$/, '$1-$2')} ${address}`;
}
