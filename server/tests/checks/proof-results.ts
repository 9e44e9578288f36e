/**
 * What a long proof (`*.prove.ts`) measured, as one JSON line in the file that ENGAWA_PROOF_RESULTS
 * names. Files of several processes can append to it; `npm run prove` reads it and writes docs/proofs.md.
 */
import { appendFileSync } from 'node:fs';

export type ProofResult = {
  /** The claim as a sentence: "Acknowledged orders survive kill -9". */
  readonly claim: string;
  /** What was done and counted: "20 rounds, 2,000 orders, 0 lost, 0 doubled". */
  readonly measured: string;
  readonly holds: boolean;
  readonly seconds: number;
};

/** How often a proof repeats: `full` by `npm run prove`, `short` when it was started with `--short`. */
export function roundsOf(
  rounds: { readonly full: number; readonly short: number },
  mode: string | undefined = process.env.ENGAWA_PROOF,
): number {
  return mode === 'short' ? rounds.short : rounds.full;
}

/**
 * What a figure of time or memory may be: as claimed at full count. The short form and ordinary tests run beside
 * whatever else their machine does; there ten times as much still tells what is broken from what is busy.
 */
export function boundOf(
  claimed: number,
  mode: string | undefined = process.env.ENGAWA_PROOF,
): number {
  return mode === 'full' ? claimed : claimed * 10;
}

/** Appends one result. Call it before the assertion, so that a proof that fails is on record too. */
export function recordProof(
  result: ProofResult,
  resultsFile: string | undefined = process.env.ENGAWA_PROOF_RESULTS,
): void {
  if (resultsFile === undefined || resultsFile === '') return;
  appendFileSync(resultsFile, `${JSON.stringify(result)}\n`);
}

/** The results in the order they were recorded. Throws when a line is not a result. */
export function parseProofResults(text: string): ProofResult[] {
  return text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => {
      const result = JSON.parse(line) as Partial<ProofResult>;
      const { claim, measured, holds, seconds } = result;
      if (!claim || !measured || holds === undefined || seconds === undefined) {
        throw new Error(`This line is no proof result (claim, measured, holds, seconds): ${line}`);
      }
      return { claim, measured, holds, seconds };
    });
}
