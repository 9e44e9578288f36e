/** Shares `total` over `weights` so that the shares sum to `total` exactly (largest remainder, first wins a tie). */
export function splitByWeights(total: number, weights: readonly number[]): number[] {
  const sum = weights.reduce((a, b) => a + b, 0);
  if (weights.length === 0) {
    return [];
  }
  if (sum === 0) {
    return weights.map((_, index) => (index === 0 ? total : 0));
  }
  const sign = total < 0 ? -1n : 1n;
  const whole = BigInt(total) * sign;
  const divisor = BigInt(sum);
  const exact = weights.map((weight) => whole * BigInt(weight));
  const shares = exact.map((value) => value / divisor);
  let rest = whole - shares.reduce((a, b) => a + b, 0n);
  const order = exact
    .map((value, index) => ({ index, remainder: value % divisor }))
    .toSorted((a, b) =>
      a.remainder === b.remainder ? a.index - b.index : a.remainder > b.remainder ? -1 : 1,
    );
  for (const { index } of order) {
    if (rest <= 0n) {
      break;
    }
    shares[index] = (shares[index] ?? 0n) + 1n;
    rest -= 1n;
  }
  return shares.map((share) => Number(share * sign));
}
