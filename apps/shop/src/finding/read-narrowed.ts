// What narrows a list stands in the address, each choice by itself: `?c=cat_…&p=1000-3000&o=色:藍&s=at-mine`.
import type { Narrowed } from '../../../../server/storefront/contract-finding.ts';

const choicesMax = 20;

export function readNarrowed({ searchParams }: URL): Narrowed {
  const all = (name: string, fits: RegExp) =>
    [...new Set(searchParams.getAll(name))].filter((each) => fits.test(each)).slice(0, choicesMax);
  return {
    categories: all('c', /^cat_[0-9a-z]{26}$/),
    prices: all('p', /^\d{1,7}-\d{0,7}$/),
    options: all('o', /^[^:]{1,40}:.{1,60}$/),
    stock: all('s', /^at-(?:mine|home)$/),
  };
}
