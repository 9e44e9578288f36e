import { startTransition } from 'react';
import { hydrateRoot } from 'react-dom/client';
import { HydratedRouter } from 'react-router/dom';
import { keepWords } from './words/use-words.ts';

if (document.documentElement.lang === 'en') {
  keepWords('en', (await import('./words/en.ts')).en);
} else {
  keepWords('ja', (await import('./words/ja.ts')).ja);
}

startTransition(() => {
  hydrateRoot(document, <HydratedRouter />);
});
