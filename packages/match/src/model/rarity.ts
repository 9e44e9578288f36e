/** Bounds of what a rare or common value may add: rare ones are seen too rarely to count beyond. */
export const RARE_LEAST = 0.001;
export const RARE_MOST = 10_000;
/** A value nobody else has is taken to be had by so many. */
export const RARE_COUNT = 2;
