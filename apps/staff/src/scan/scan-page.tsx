// Scanning: a reader works on every page, so this one is for the camera, for numbers typed by hand, and for what was
// scanned before.
import { hasCamera } from '@engawa/ui/camera';
import { Button, Icon } from '@engawa/ui/work';
import { type FormEvent, useCallback, useId, useState } from 'react';
import { Link, useNavigate } from 'react-router';
import { useSpeech, useWords } from '../words/words.ts';
import { lookUp } from './look-up.ts';
import { ScanCamera } from './scan-camera.tsx';
import { useScanned } from './scanned.ts';

export function ScanPage() {
  const words = useWords();
  const navigate = useNavigate();
  const [isOn, setIsOn] = useState(false);
  const onStop = useCallback(() => setIsOn(false), []);
  const onCode = useCallback(
    (code: string) => void lookUp(code, words.scan, navigate),
    [words, navigate],
  );
  return (
    <div className="h-full overflow-y-auto">
      <div className="mx-auto grid max-w-5xl gap-8 p-5 pane:grid-cols-2 pane:p-8">
        <div>
          <h1 className="font-bold text-xl">{words.scan.ready}</h1>
          <p className="mt-1 mb-5 text-ink-soft">{words.scan.readyHint}</p>
          {isOn ? (
            <ScanCamera onCode={onCode} onStop={onStop} />
          ) : (
            <Button
              className="w-full"
              disabled={!hasCamera()}
              look="main"
              onClick={() => setIsOn(true)}
            >
              <Icon name="scan" />
              {words.scan.camera}
            </Button>
          )}
          {!hasCamera() && <p className="mt-2 text-ink-soft text-sm">{words.scan.noCamera}</p>}
          <ByHand />
        </div>
        <Last />
      </div>
    </div>
  );
}

function ByHand() {
  const words = useWords();
  const id = useId();
  const navigate = useNavigate();
  const [text, setText] = useState('');
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (text.trim() !== '') {
      void lookUp(text, words.scan, navigate);
    }
  };
  return (
    <form className="mt-8" onSubmit={submit}>
      <label className="mb-1 block" htmlFor={id}>
        {words.scan.byHand}
      </label>
      <div className="flex gap-2">
        <input
          autoComplete="off"
          className="field"
          id={id}
          inputMode="numeric"
          lang="en"
          maxLength={100}
          onChange={(event) => setText(event.target.value)}
          value={text}
        />
        <Button className="min-h-14 shrink-0" type="submit">
          {words.scan.find}
        </Button>
      </div>
    </form>
  );
}

function Last() {
  const { words, language } = useSpeech();
  const scanned = useScanned();
  return (
    <section>
      <h2 className="mb-3 font-bold text-lg">{words.scan.last}</h2>
      {scanned.length === 0 ? (
        <p className="rounded-lg border border-line border-dashed p-8 text-center text-ink-soft">
          {words.scan.empty}
        </p>
      ) : (
        <ul className="space-y-2">
          {scanned.map(({ itemId, code, nameJa, nameEn }) => (
            <li key={itemId}>
              <Link
                className="flex min-h-16 items-center gap-3 rounded-lg border border-line bg-paper px-4 py-2 shadow-rest"
                to={`/stock/${itemId}`}
              >
                <span className="min-w-0 flex-1">
                  <b className="block">{(language === 'en' ? nameEn : null) ?? nameJa}</b>
                  <span className="text-ink-soft text-sm">{code}</span>
                </span>
                <Icon className="size-5 text-edge" name="next" />
              </Link>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
