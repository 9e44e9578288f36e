/**
 * Width folding for machine-read values only (digits, codes, addresses of mail). Names and texts
 * are stored as they are: NFKC would turn 髙, 神 and ㈱ into other characters.
 */
export function foldWidth(text: string): string {
  return isPlainAscii(text) ? text.trim() : text.normalize('NFKC').trim();
}

/** Every dash people type between digits, made one. */
export function foldDashes(text: string): string {
  return text.replaceAll(/[‐‑‒–—―−ーｰ－]/g, '-');
}

function isPlainAscii(text: string): boolean {
  for (let i = 0; i < text.length; i += 1) if (text.charCodeAt(i) > 0x7e) return false;
  return true;
}
