// Points, stamps and coupons on her phone, live: the page's data is loaded anew when the house says that they changed.
import { useEffect } from 'react';
import { useRevalidator } from 'react-router';

export function useLiveValue(): void {
  const { revalidate } = useRevalidator();
  useEffect(() => {
    const source = new EventSource('/api/loyalty/me/stream');
    let wasOpen = false;
    const heard = () => void revalidate();
    source.addEventListener('moment', heard);
    source.addEventListener('ready', () => {
      // After a break there may have been more.
      if (wasOpen) {
        heard();
      }
      wasOpen = true;
    });
    return () => source.close();
  }, [revalidate]);
}
