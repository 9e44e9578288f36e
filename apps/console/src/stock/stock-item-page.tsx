export function StockItemPage() {
  return null;
}
