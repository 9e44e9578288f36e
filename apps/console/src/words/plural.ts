/** `plural(2, 'order', 'orders')` → `2 orders`. */
export function plural(count: number, one: string, many: string): string {
  return `${count.toLocaleString('en')} ${count === 1 ? one : many}`;
}
