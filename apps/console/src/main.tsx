import { SpeechProvider, storedLanguage } from '@engawa/ui/work';
import { QueryClientProvider } from '@tanstack/react-query';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { RouterProvider } from 'react-router/dom';
import './app.css';
import { queries } from './api.ts';
import { fetchAllRooms, router } from './router.tsx';

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
void import('./fonts.ts');
// Long enough for the first page to have come and settled.
setTimeout(() => void fetchAllRooms(), 3000);
