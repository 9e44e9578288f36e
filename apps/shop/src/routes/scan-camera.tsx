// Scanning with her own phone: the camera, or the digits below the barcode. It works without scripts by the digits.
import { Button, Card, Field } from '@engawa/ui';
import { goodsFormats, hasCamera, watchCamera } from '@engawa/ui/camera';
import { useEffect, useRef, useState } from 'react';
import { Form, type LoaderFunctionArgs, redirect, useLoaderData } from 'react-router';
import { openPage } from '../context.ts';
import { PageHead } from '../parts/page-head.tsx';
import { pathOfScan } from '../scan/path-of-scan.ts';
import { useWords } from '../words/use-words.ts';

export function loader(args: LoaderFunctionArgs) {
  const { visitor } = openPage(args);
  const { searchParams } = new URL(args.request.url);
  const typed = searchParams.get('code')?.trim().slice(0, 100) ?? '';
  const place = searchParams.get('place') ?? visitor.placeId ?? null;
  if (typed !== '') {
    const query = place === null ? '' : `?place=${encodeURIComponent(place)}`;
    throw redirect(`/scan/${encodeURIComponent(typed.normalize('NFKC'))}${query}`);
  }
  return { place };
}

export default function Scan() {
  const { place } = useLoaderData<typeof loader>();
  const { scan } = useWords();
  return (
    <div className="mx-auto max-w-xl">
      <PageHead title={scan.title} isHidden />
      <h1 className="pt-6 text-2xl font-bold">{scan.title}</h1>
      <p className="mt-1 mb-6 text-ink-soft">{scan.lead}</p>
      <Camera place={place} />
      <Card className="mt-6">
        <Form className="space-y-4">
          {place === null ? null : <input type="hidden" name="place" value={place} />}
          <Field
            label={scan.byHand}
            name="code"
            required
            isMarked={false}
            inputMode="numeric"
            autoComplete="off"
            maxLength={100}
          />
          <Button look="quiet">{scan.find}</Button>
        </Form>
      </Card>
    </div>
  );
}

type State = 'off' | 'starting' | 'on' | 'denied' | 'none';

function Camera({ place }: { readonly place: string | null }) {
  const { scan } = useWords();
  const video = useRef<HTMLVideoElement>(null);
  const [state, setState] = useState<State>('off');
  const isRunning = state === 'starting' || state === 'on';
  useEffect(() => {
    const element = video.current;
    if (!isRunning || element === null) {
      return undefined;
    }
    let stop: (() => void) | undefined;
    let isGone = false;
    const begin = async () => {
      try {
        stop = await watchCamera(element, goodsFormats, (code) => {
          stop?.();
          location.assign(pathOfScan(code, place));
        });
        setState('on');
      } catch {
        setState('denied');
      }
      if (isGone) {
        stop?.();
      }
    };
    void begin();
    return () => {
      isGone = true;
      stop?.();
    };
  }, [isRunning, place]);
  return (
    <>
      {isRunning ? (
        <>
          <video
            ref={video}
            aria-label={scan.aim}
            muted
            playsInline
            className="aspect-4/3 w-full rounded-lg bg-sumi object-cover"
          />
          <p role="status" className="mt-3">
            {state === 'on' ? scan.aim : scan.starting}
          </p>
          <Button type="button" look="quiet" onClick={() => setState('off')}>
            {scan.stop}
          </Button>
        </>
      ) : (
        <Button
          type="button"
          isWide
          data-act="camera"
          onClick={() => setState(hasCamera() ? 'starting' : 'none')}
        >
          {scan.start}
        </Button>
      )}
      {state === 'denied' || state === 'none' ? (
        <p role="status" className="mt-3 text-kaki">
          {state === 'none' ? scan.noCamera : scan.denied}
        </p>
      ) : null}
    </>
  );
}
