// The review of a product, playing by itself when she came from the shelf: muted, with captions, never without being
// asked where she wants less motion.
import { useEffect, useRef } from 'react';
import type { Film } from '../../../../server/storefront/contract-visit.ts';
import { useWords } from '../words/use-words.ts';

export function ShelfVideo({ film, plays }: { readonly film: Film; readonly plays: boolean }) {
  const { video: words } = useWords();
  const video = useRef<HTMLVideoElement>(null);
  useEffect(() => {
    const element = video.current;
    if (element === null) {
      return;
    }
    // The server cannot say `muted` in a way that React keeps, and no browser plays by itself with a sound.
    element.muted = true;
    const isCalm = matchMedia('(prefers-reduced-motion: reduce)').matches;
    if (plays && !isCalm) {
      void element.play().catch(() => undefined);
    }
  }, [plays]);
  return (
    <figure className="overflow-hidden rounded-lg bg-shade shadow-rest">
      <video
        ref={video}
        src={film.address}
        poster={film.poster}
        muted
        playsInline
        loop
        controls
        autoPlay={plays}
        preload={plays ? 'auto' : 'none'}
        width={640}
        height={640}
        aria-label={words.title}
        data-film
        className="aspect-square w-full object-cover"
      >
        {film.captions.map(({ language, address }) => (
          <track
            key={language}
            kind="captions"
            src={address}
            srcLang={language}
            label={words.captions}
            default
          />
        ))}
      </video>
    </figure>
  );
}
