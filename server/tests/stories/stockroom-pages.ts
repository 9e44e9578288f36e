// The pages of the tablet's stockroom.
import type { Route } from './walk-pages.ts';

export function stockroomRoutes(transferId: string, countId: string): readonly Route[] {
  return [
    { name: 'stockroom', path: '/stockroom' },
    { name: 'receive', path: '/receive' },
    { name: 'receive a delivery', path: `/receive/${transferId}` },
    { name: 'receive without a slip', path: '/receive/free' },
    { name: 'transfers', path: '/transfers' },
    { name: 'ask another shop', path: '/transfers/new' },
    { name: 'counts', path: '/counts' },
    { name: 'count', path: `/counts/${countId}` },
    { name: 'adjust stock', path: '/adjust' },
    { name: 'labels', path: '/labels' },
    { name: 'labels of an item', path: `/labels?shelf=${encodeURIComponent('A-03')}` },
    { name: 'shelves', path: '/shelves' },
    { name: 'not sent yet', path: '/stockroom/outbox' },
  ];
}
