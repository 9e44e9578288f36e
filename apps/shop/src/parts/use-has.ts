// What a house has switched off is not offered: its pages are not there either (open-storefront.ts).
import { useRouteLoaderData } from 'react-router';
import type { ShopModule } from '../../../../server/storefront/contract.ts';
import type { RootData } from '../root.tsx';

export function useHas(module: ShopModule): boolean {
  return useRouteLoaderData<RootData>('root')?.frame.modules.includes(module) !== false;
}
