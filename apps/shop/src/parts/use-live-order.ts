// An order's own stream: the page renews itself when the shop does something.
import { useEffect, useState } from 'react';
import { useRevalidator, useSearchParams } from 'react-router';

/** Follows the order's own stream and loads the page's data anew at each change; true while the line holds. */
export function useLiveOrder(orderId: string): boolean {
  const [parameters] = useSearchParams();
  const { revalidate } = useRevalidator();
  const [isLive, setIsLive] = useState(true);
  const token = parameters.get('t') ?? '';
  useEffect(() => {
    if (token === '') {
      // Without its link an order tells nobody anything.
      return undefined;
    }
    const source = new EventSource(
      `/api/orders/${orderId}/stream?token=${encodeURIComponent(token)}`,
    );
    const renew = () => void revalidate();
    source.addEventListener('moment', renew);
    source.addEventListener('reset', renew);
    source.addEventListener('open', () => setIsLive(true));
    source.addEventListener('error', () => setIsLive(false));
    return () => source.close();
  }, [orderId, token, revalidate]);
  return isLive;
}
