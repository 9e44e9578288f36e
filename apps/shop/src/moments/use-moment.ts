import { useEffect } from 'react';
import { useLocation, useRouteLoaderData } from 'react-router';
import type { RootData } from '../root.tsx';
import { type Moment, tell } from './tell.ts';

/** The web shop's own place: where things happen that happen on its pages. */
export function useWebPlace(): string {
  return useRouteLoaderData<RootData>('root')?.frame.webPlaceId ?? '';
}

/** Tells a moment once for each visit of a page; none for null. `at` is where, when not in the web shop. */
export function useMoment(
  moment: Moment | null,
  { asks = false, at }: { readonly asks?: boolean; readonly at?: string | null } = {},
): void {
  const { key } = useLocation();
  const web = useWebPlace();
  const placeId = at ?? web;
  const text = moment === null ? '' : JSON.stringify(moment);
  useEffect(() => {
    if (text !== '' && key !== '' && placeId !== '') {
      tell(JSON.parse(text) as Moment, placeId, asks);
    }
  }, [text, key, placeId, asks]);
}
