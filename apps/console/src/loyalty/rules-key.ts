/** Under which the list of earning rules is kept. */
export const rulesKey = ['loyalty', 'rules'] as const;
