// Which shop the tablet stands in. Whoever may enrol devices makes it a device of that shop, so that colleagues can take
// over by PIN on every day that comes; others use it for today.
import { Icon } from '@engawa/ui/work';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { notify } from '../parts/notices.tsx';
import { Answered } from '../parts/states.tsx';
import { useWords } from '../words/words.ts';
import { enrolTablet } from './enrol.ts';
import { Threshold } from './sign-in.tsx';
import type { Me } from './use-me.ts';
import { type Place, usePlaceName, usePlaces } from './use-places.ts';

/** More than a page of a hand's width is searched by name. */
const shownMax = 60;

export function ChoosePlace({ me }: { readonly me: Me }) {
  const words = useWords();
  const places = usePlaces();
  return (
    <Threshold>
      <h2 className="mt-6 font-bold text-xl">{words.station.choosePlace}</h2>
      <p className="mt-1 text-ink-soft">{words.station.choosePlaceHint}</p>
      <Answered query={places}>
        {(all) => (
          <PlaceList
            places={all.filter((place) =>
              me.placeId === null ? place.kind !== 'web' : place.id === me.placeId,
            )}
          />
        )}
      </Answered>
    </Threshold>
  );
}

function PlaceList({ places }: { readonly places: readonly Place[] }) {
  const words = useWords();
  const placeName = usePlaceName();
  const [text, setText] = useState('');
  const enrolling = useMutation({
    mutationFn: (place: Place) => enrolTablet(place.id, words.station.tabletName(place.name.ja)),
    onSuccess: (isKept) => {
      if (!isKept) {
        notify({ tone: 'calm', text: words.station.notKept });
      }
    },
  });
  const word = text.trim().toLowerCase();
  const fitting = places.filter(({ id, name, code }) =>
    [placeName(id), name.ja, name.kana, code].some((each) => each?.toLowerCase().includes(word)),
  );
  return (
    <div className="mt-5">
      {places.length > 8 && (
        <input
          aria-label={words.station.searchPlace}
          className="field mb-3"
          onChange={(event) => setText(event.target.value)}
          placeholder={words.station.searchPlace}
          type="search"
          value={text}
        />
      )}
      {fitting.length === 0 && <p className="py-4">{words.station.noPlaces}</p>}
      <ul className="max-h-[50vh] space-y-2 overflow-y-auto">
        {fitting.slice(0, shownMax).map((place) => (
          <li key={place.id}>
            <button
              className="flex min-h-16 w-full items-center gap-3 rounded-lg border border-line bg-paper px-4 text-left text-lg active:bg-shade"
              disabled={enrolling.isPending}
              onClick={() => enrolling.mutate(place)}
              type="button"
            >
              <Icon className="size-6 text-ai" name="pin" />
              <span className="min-w-0 flex-1">{placeName(place.id)}</span>
              <Icon className="size-5 text-edge" name="next" />
            </button>
          </li>
        ))}
      </ul>
    </div>
  );
}
