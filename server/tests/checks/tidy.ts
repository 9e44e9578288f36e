/**
 * STYLE.md as rules that a machine can keep: sizes, names, headers, and what this code does without.
 * Pure functions over a map path → text, paths as from the root of the workspace.
 */
import { posix } from 'node:path';
import {
  isGenerated,
  isTestFile,
  lineAt,
  type SourceTree,
  type Violation,
  visitSource,
} from './source.ts';

const linesMax = 400;
const testLinesMax = 600;
/** Longer files than this hold a decision, and a header says which. */
const linesWithoutHeaderMax = 60;

const readmeHeadings = ['Owns', 'Words', 'Invariants', 'Calls', 'Emits', 'Hears'];

type Refuse = (line: number, sentence: string) => void;

/** Every broken rule in `tree`; an empty list is a tidy house. */
export function checkTidy(tree: SourceTree): Violation[] {
  const violations: Violation[] = [];
  for (const [path, text] of tree) {
    if (isGenerated(path)) continue;
    const refuse: Refuse = (line, sentence) => violations.push({ path, line, sentence });
    checkWords(path, text, refuse);
    if (!/\.(?:tsx?|css|sql)$/.test(path)) continue;
    checkName(path, refuse);
    if (!/\.tsx?$/.test(path)) continue;
    checkSize(path, text, refuse);
    checkSyntax(path, text, refuse);
  }
  return [...violations, ...checkModuleFolders(tree)];
}

type ForbiddenWord = { pattern: RegExp; advice: string; isAllowedInTests?: boolean };

const machinePath =
  'This is a path of one machine. Use a path relative to the workspace, or a setting.';

// Written in groups that do not match themselves, so that this file passes its own rule.
const forbiddenWords: readonly ForbiddenWord[] = [
  {
    pattern: /\b(?:TO(?:DO)|FIX(?:ME)|XX(?:X))\b/,
    advice: 'Do it now, or open an issue and leave the code without a note.',
  },
  { pattern: /(?<![\w.:)}>*/-])\/(?:root|Users|work)\/\w/, advice: machinePath },
  // A test may invent a home folder to show how one is dealt with.
  { pattern: /(?<![\w.:)}>*/-])\/(?:home)\/\w/, advice: machinePath, isAllowedInTests: true },
  {
    pattern: /(?:biome|oxlint|eslint)-(?:ignore|disable)/,
    advice: 'Mend what the rule found, or change the rule for everybody in its configuration.',
  },
];

function checkWords(path: string, text: string, refuse: Refuse) {
  for (const { pattern, advice, isAllowedInTests = false } of forbiddenWords) {
    if (isAllowedInTests && isTestFile(path)) continue;
    const found = pattern.exec(text);
    if (found !== null) refuse(lineAt(text, found.index), `"${found[0]}" stands here. ${advice}`);
  }
}

function checkName(path: string, refuse: Refuse) {
  for (const segment of path.split('/')) {
    if (!/^\.?[a-z0-9]+(?:[-.][a-z0-9]+)*$/.test(segment)) {
      refuse(1, `"${segment}" is not kebab-case. Rename it: small letters, digits and hyphens.`);
    }
    const vague = /(?:^|[-.])(utils?|helpers?|commons?|managers?|misc)(?=[-.]|$)/.exec(
      segment,
    )?.[1];
    if (vague !== undefined) {
      refuse(1, `"${segment}" says nothing. Name the one concept it holds instead of "${vague}".`);
    }
  }
}

function checkSize(path: string, text: string, refuse: Refuse) {
  const lines = text.trimEnd().split('\n').length;
  const max = isTestFile(path) ? testLinesMax : linesMax;
  if (lines <= max) return;
  refuse(
    max + 1,
    `The file has ${lines} lines, more than ${max}. Find the second concept in it and move it to a file of its own.`,
  );
}

/** Files whose format is fixed by the tool that reads them: settings, and what React Router loads by its name. */
function needsDefaultExport(path: string): boolean {
  return (
    /\.config\.ts$|(?:^|\/)global-setup\.ts$/.test(path) ||
    /^apps\/shop\/src\/(?:routes(?:\/[^/]+)?|root|entry\.server)\.tsx?$/.test(path)
  );
}

function checkSyntax(path: string, text: string, refuse: Refuse) {
  const refuseAt = (offset: number, sentence: string): void =>
    refuse(lineAt(text, offset), sentence);
  const { program, comments } = visitSource(path, text, {
    TSAnyKeyword: ({ start }) =>
      refuseAt(
        start,
        '`any` switches the types off. Use `unknown` and narrow it, or name the shape.',
      ),
    TSEnumDeclaration: ({ start }) =>
      refuseAt(start, 'An enum is not erasable. Use a union of strings, or an object `as const`.'),
    Decorator: ({ start }) =>
      refuseAt(
        start,
        'A decorator hides what runs. Call the function, and pass dependencies as arguments.',
      ),
    ExportDefaultDeclaration: ({ start }) => {
      if (needsDefaultExport(path)) return;
      refuseAt(start, 'A default export has no name to grep. Export it by name.');
    },
    ExportSpecifier: ({ start, exported }) => {
      const name = exported.type === 'Identifier' ? exported.name : exported.value;
      if (name !== 'default' || needsDefaultExport(path)) return;
      refuseAt(start, 'A default export has no name to grep. Export it by name.');
    },
  });
  for (const comment of comments) {
    const directive = /@ts-(?:ignore|nocheck|expect-error)/.exec(comment.value)?.[0];
    if (directive !== undefined) {
      refuseAt(comment.start, `"${directive}" silences the types. Mend what they found.`);
    }
  }
  const lines = text.trimEnd().split('\n').length;
  const codeStart = program.body[0]?.start ?? 0;
  const hasHeader = comments.some((comment) => comment.end <= codeStart);
  if (lines > linesWithoutHeaderMax && !hasHeader && !isTestFile(path)) {
    refuse(
      1,
      `${lines} lines and no header. Open the file with a few lines that say what it decides and why.`,
    );
  }
}

/** A module's folder has a front door and a README with the six headings everybody looks for. */
function checkModuleFolders(tree: SourceTree): Violation[] {
  const folders = new Set<string>();
  for (const path of tree.keys()) {
    const folder = /^server\/modules\/[^/]+(?=\/)/.exec(path)?.[0];
    if (folder !== undefined) folders.add(folder);
  }
  const violations: Violation[] = [];
  for (const folder of folders) {
    if (!tree.has(`${folder}/index.ts`)) {
      const sentence = `The module has no front door. Write index.ts with the use cases and answers others may call.`;
      violations.push({ path: `${folder}/index.ts`, line: 1, sentence });
    }
    const path = `${folder}/README.md`;
    const readme = tree.get(path) ?? '';
    const headings = new Set([...readme.matchAll(/^#+\s+(\w+)/gm)].map((found) => found[1]));
    const missing = readmeHeadings.filter((heading) => !headings.has(heading));
    if (missing.length > 0) {
      const sentence = `The README of ${posix.basename(folder)} lacks ${missing.join(', ')}. Its headings are ${readmeHeadings.join(' · ')}; write "nothing" under one that is empty.`;
      violations.push({ path, line: 1, sentence });
    }
  }
  return violations;
}
