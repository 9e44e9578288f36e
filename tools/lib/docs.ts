/**
 * What a page says is there, is there: links and images to files and headings, and the files of this
 * workspace that a page names in code marks. A pure function over a map path → text, and a question.
 */
import { posix } from 'node:path';

export type Pages = ReadonlyMap<string, string>;

/** Folders at the root: a name in code marks that begins with one of them is a path. */
const folders = /^(?:\.ci|apps|bench|docs|examples|packages|server|tools)\/[\w./-]+$/;

/** One sentence for each wrong link or name; `exists` answers for paths from the root. */
export function checkPages(pages: Pages, exists: (path: string) => boolean): string[] {
  return [...pages].flatMap(([path, text]) => {
    const prose = withoutFences(text);
    const complaints: string[] = [];
    for (const [, target = ''] of prose.matchAll(/\]\(([^)\s]+)\)/g)) {
      if (/^[a-z]+:/i.test(target)) continue;
      const [file = '', heading] = target.split('#');
      const wanted = file === '' ? path : posix.join(posix.dirname(path), file);
      if (!exists(wanted)) {
        complaints.push(`${path}: "${target}" leads nowhere. Mend the link or write the page.`);
      } else if (heading !== undefined && !hasHeading(pages.get(wanted), heading)) {
        complaints.push(`${path}: ${wanted} has no heading "#${heading}".`);
      }
    }
    for (const [, name = ''] of prose.matchAll(/`([^`\n]+)`/g)) {
      if (folders.test(name) && !exists(name)) {
        complaints.push(`${path}: there is no ${name}. Name the file that is there now.`);
      }
    }
    return complaints;
  });
}

function withoutFences(text: string): string {
  return text.replaceAll(/^[ ]*```[\s\S]*?^[ ]*```/gm, '');
}

/** Anchors as GitHub makes them: small letters, no punctuation, hyphens for spaces. */
function hasHeading(text: string | undefined, anchor: string): boolean {
  const anchors = [...(text ?? '').matchAll(/^#+\s+(.+)$/gm)].map(([, heading = '']) =>
    heading
      .toLowerCase()
      .replaceAll(/[^\p{L}\p{N}\s_-]/gu, '')
      .replaceAll(' ', '-'),
  );
  return anchors.includes(anchor);
}
