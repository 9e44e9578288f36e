// The tablet's settings: sound, language, and giving the tablet up.
import { Button, Icon } from '@engawa/ui/work';
import { useMutation } from '@tanstack/react-query';
import { type RefObject, useState } from 'react';
import { api, queries } from '../api.ts';
import { forgetAll } from '../offline/memory.ts';
import { isSoundOn, play, setSound } from '../parts/sound.ts';
import { usePractice } from '../practice/practice.ts';
import { switchPractice } from '../practice/practice-band.tsx';
import { setAwayClerk } from '../station/away-clerk.ts';
import { forgetPins } from '../station/away-pins.ts';
import { setStation } from '../station/station.ts';
import { usePlaceName } from '../station/use-places.ts';
import { useSpeech, useWords } from '../words/words.ts';

export function LanguageButton() {
  const { words, language, toggle } = useSpeech();
  return (
    <Button look="plain" lang={language === 'ja' ? 'en' : 'ja'} onClick={toggle}>
      {words.switchTo}
    </Button>
  );
}

type SettingsProps = {
  readonly dialog: RefObject<HTMLDialogElement | null>;
  readonly name: string;
  readonly placeId: string;
  /** Undefined where the screen has no tour. */
  readonly onTour: (() => void) | undefined;
};

export function Settings({ dialog, name, placeId, onTour }: SettingsProps) {
  const words = useWords();
  const placeName = usePlaceName();
  const [hasSound, setHasSound] = useState(isSoundOn);
  const isPractice = usePractice();
  const [isLeaving, setIsLeaving] = useState(false);
  const leaving = useMutation({ mutationFn: release });
  const switchSound = () => {
    setSound(!hasSound);
    setHasSound(!hasSound);
    play('order');
  };
  return (
    <dialog
      aria-label={words.station.menu}
      className="m-auto w-full max-w-md rounded-lg bg-washi p-6 shadow-lift"
      onClose={() => setIsLeaving(false)}
      ref={dialog}
    >
      <div className="flex items-start justify-between gap-4">
        <div>
          <h2 className="font-bold text-lg">{placeName(placeId)}</h2>
          <p className="text-ink-soft">{words.station.signedInAs(name)}</p>
        </div>
        <button
          aria-label={words.common.close}
          className="-m-2 flex size-12 items-center justify-center"
          onClick={() => dialog.current?.close()}
          type="button"
        >
          <Icon name="cross" />
        </button>
      </div>
      <div className="mt-5 divide-y divide-line border-line border-y">
        <div className="flex min-h-16 items-center justify-between">
          <span>{words.station.sound}</span>
          <Button aria-pressed={hasSound} onClick={switchSound}>
            <Icon className="size-5" name="sound" />
            {hasSound ? words.station.on : words.station.off}
          </Button>
        </div>
        <div className="flex min-h-16 items-center justify-between">
          <span>{words.station.language}</span>
          <LanguageButton />
        </div>
        <div className="flex min-h-16 items-center justify-between gap-4 py-2">
          <span>
            {words.practice.title}
            <span className="block text-ink-soft text-sm">{words.practice.lead}</span>
          </span>
          <Button
            aria-pressed={isPractice}
            data-act="practise-all"
            onClick={() => {
              switchPractice(!isPractice);
              dialog.current?.close();
            }}
          >
            {isPractice ? words.practice.end : words.practice.begin}
          </Button>
        </div>
        {onTour !== undefined && (
          <div className="flex min-h-16 items-center justify-between gap-4">
            <span>{words.tour.title}</span>
            <Button
              data-act="tour-again"
              onClick={() => {
                dialog.current?.close();
                onTour();
              }}
            >
              {words.tour.again}
            </Button>
          </div>
        )}
      </div>
      <div className="mt-6">
        {isLeaving ? (
          <>
            <p className="mb-4">{words.station.leaveSure}</p>
            <div className="flex gap-3">
              <Button disabled={leaving.isPending} look="warning" onClick={() => leaving.mutate()}>
                {words.station.leaveYes}
              </Button>
              <Button onClick={() => setIsLeaving(false)}>{words.station.cancel}</Button>
            </div>
          </>
        ) : (
          <Button className="-ml-4" look="plain" onClick={() => setIsLeaving(true)}>
            {words.station.leave}
          </Button>
        )}
      </div>
    </dialog>
  );
}

/** Ends the session, forgets shop, token and all that was kept, and begins anew. */
async function release(): Promise<void> {
  await api.POST('/api/staff/sign-out').catch(() => undefined);
  setStation(null);
  queries.clear();
  await Promise.all([forgetAll(), forgetPins()]);
  setAwayClerk(null);
  globalThis.location.assign(import.meta.env.BASE_URL);
}
