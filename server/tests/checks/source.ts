/**
 * Reads source files as text and, through oxc-parser, as trees. The architecture and tidy rules are pure
 * functions over what this file returns, so that their tests can hand them small invented trees.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { parseSync, Visitor, type VisitorObject } from 'oxc-parser';

/** Path from the root of the tree, with forward slashes → text. */
export type SourceTree = ReadonlyMap<string, string>;

/** One broken rule: a sentence that says what is wrong and what to do instead. */
export type Violation = { readonly path: string; readonly line: number; readonly sentence: string };

const skippedFolders = new Set(['node_modules', 'dist', 'data', 'coverage', '.git', 'examples']);

/** Every file under `folder` whose name satisfies `isWanted`; what is generated or installed is left out. */
export function readTree(folder: string, isWanted: (path: string) => boolean): SourceTree {
  const tree = new Map<string, string>();
  const walk = (current: string): void => {
    for (const entry of readdirSync(current, { withFileTypes: true })) {
      const path = join(current, entry.name);
      if (entry.isDirectory()) {
        if (!skippedFolders.has(entry.name)) walk(path);
        continue;
      }
      const name = relative(folder, path).split(sep).join('/');
      if (entry.isFile() && isWanted(name)) tree.set(name, readFileSync(path, 'utf8'));
    }
  };
  walk(folder);
  return tree;
}

export function isTestFile(path: string): boolean {
  return /\.(test|prove)\.tsx?$/.test(path);
}

export function isGenerated(path: string): boolean {
  return /\.gen\.\w+$/.test(path);
}

/** `path:line` and the sentence, as every check prints it. */
export function describeViolations(violations: readonly Violation[]): string[] {
  return violations.map(({ path, line, sentence }) => `${path}:${line} ${sentence}`);
}

export function lineAt(text: string, offset: number): number {
  return text.slice(0, offset).split('\n').length;
}

/** Parses one file and walks it with `visitor`; a file that does not parse is an error of its own. */
export function visitSource(path: string, text: string, visitor: VisitorObject) {
  const parsed = parseSync(path, text);
  const [error] = parsed.errors;
  if (error !== undefined) throw new Error(`${path} does not parse: ${error.message}`);
  new Visitor(visitor).visit(parsed.program);
  return parsed;
}

export type Import = { readonly specifier: string; readonly line: number };
export type Text = { readonly text: string; readonly line: number };

/** What a file imports (also as type, re-export or `import()`) and every string it writes down. */
export function readSource(path: string, text: string): { imports: Import[]; texts: Text[] } {
  const imports: Import[] = [];
  const texts: Text[] = [];
  const addImport = (source: { value?: unknown; start: number } | null): void => {
    if (typeof source?.value !== 'string') return;
    imports.push({ specifier: source.value, line: lineAt(text, source.start) });
  };
  visitSource(path, text, {
    ImportDeclaration: (node) => addImport(node.source),
    ExportNamedDeclaration: (node) => addImport(node.source),
    ExportAllDeclaration: (node) => addImport(node.source),
    ImportExpression: (node) => {
      if (node.source.type === 'Literal') addImport(node.source);
    },
    TSImportType: (node) => addImport(node.source),
    Literal: (node) => {
      if (typeof node.value === 'string') {
        texts.push({ text: node.value, line: lineAt(text, node.start) });
      }
    },
    TemplateLiteral: (node) => {
      // What is filled in is unknown; a blank keeps the words beside it apart.
      const written = node.quasis.map((quasi) => quasi.value.cooked ?? quasi.value.raw).join(' ');
      texts.push({ text: written, line: lineAt(text, node.start) });
    },
  });
  return { imports, texts };
}
