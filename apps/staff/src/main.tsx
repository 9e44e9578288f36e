import { registerSW } from 'virtual:pwa-register';
import { SpeechProvider, storedLanguage } from '@engawa/ui/work';
import { QueryClientProvider } from '@tanstack/react-query';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { RouterProvider } from 'react-router/dom';
import './app.css';
import { queries } from './api.ts';
import { keepFonts } from './offline/keep-fonts.ts';
import { forgetOld } from './offline/memory.ts';
import { router } from './router.tsx';
import { fetchCardKeys } from './scan/check-away.ts';

const root = document.querySelector('#root');
if (root === null) {
  throw new Error('index.html has no #root');
}
document.documentElement.lang = storedLanguage();
createRoot(root).render(
  <StrictMode>
    <SpeechProvider>
      <QueryClientProvider client={queries}>
        <RouterProvider router={router} />
      </QueryClientProvider>
    </SpeechProvider>
  </StrictMode>,
);
registerSW({ immediate: true });
const begin = async () => {
  await import('./fonts.ts');
  await keepFonts();
};
void begin();
void forgetOld();
// What a tablet without a line checks member cards with.
const keysEveryMs = 900_000;
const fetchKeys = () => void fetchCardKeys().catch(() => undefined);
fetchKeys();
setInterval(fetchKeys, keysEveryMs);
