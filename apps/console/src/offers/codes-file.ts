// All codes of a lot as a file that a spreadsheet opens: fetched page by page, so that a million of them (17 MB) neither
// wait for one answer nor hold the page up.

const pageSize = 10_000;

type LotPage = { readonly made: number; readonly codes: readonly string[] };

/** `fetchPage` answers so many codes from a number on; `onPage` hears how many there are so far. One column, UTF-8 with BOM. */
export async function codesFile(
  header: string,
  fetchPage: (first: number, count: number) => Promise<LotPage>,
  onPage: (done: number) => void,
): Promise<Blob> {
  const parts: string[] = [`\u{FEFF}${header}\r\n`];
  let done = 0;
  let made = 1;
  while (done < made) {
    const page = await fetchPage(done, pageSize);
    if (page.codes.length === 0) {
      break;
    }
    parts.push(`${page.codes.join('\r\n')}\r\n`);
    done += page.codes.length;
    made = page.made;
    onPage(done);
  }
  return new Blob(parts, { type: 'text/csv;charset=utf-8' });
}

/** The name of a lot as a file may be called. */
export function fileNameOf(lotName: string): string {
  const safe = lotName.replaceAll(/[\p{Cc}"*/:<>?\\|]+/gu, '-').trim();
  return `${safe === '' ? 'codes' : safe}.csv`;
}

/** Gives a file to whoever sits at the browser. */
export function saveFile(file: Blob, name: string): void {
  const url = URL.createObjectURL(file);
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  // The browser reads it after the click has returned.
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}
