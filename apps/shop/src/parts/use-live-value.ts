// Points, stamps and coupons on her phone, live: the page's data is loaded anew when the house says that they changed.
import { useEffect } from 'react';
import { useRevalidator } from 'react-router';

const againMs = 5000;

export function useLiveValue(): void {
  const { revalidate } = useRevalidator();
  useEffect(() => {
    const source = new EventSource('/api/loyalty/me/stream');
    const heard = () => void revalidate();
    source.addEventListener('moment', heard);
    // There may have been more before the line stood, after a break and after the page was made.
    source.addEventListener('ready', heard);
    // What only matures is told by no moment of its own.
    const again = setInterval(() => {
      if (document.visibilityState === 'visible') {
        heard();
      }
    }, againMs);
    return () => {
      clearInterval(again);
      source.close();
    };
  }, [revalidate]);
}
