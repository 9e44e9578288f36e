// The camera as a reader: each code once a second, to whoever asked for it.
import { watchCamera, workFormats } from '@engawa/ui/camera';
import { Button } from '@engawa/ui/work';
import { useEffect, useRef, useState } from 'react';
import { useWords } from '../words/words.ts';
import { createScanGate } from './read-scan.ts';

type ScanCameraProps = {
  readonly onCode: (code: string) => void;
  readonly onStop: () => void;
};

export function ScanCamera({ onCode: tell, onStop }: ScanCameraProps) {
  const words = useWords();
  const video = useRef<HTMLVideoElement>(null);
  const [state, setState] = useState<'starting' | 'on' | 'denied'>('starting');
  useEffect(() => {
    const gate = createScanGate();
    let stop: (() => void) | undefined;
    let isGone = false;
    const element = video.current;
    if (element === null) {
      return undefined;
    }
    const onCode = (code: string) => {
      if (gate(code, performance.now())) {
        tell(code);
      }
    };
    const begin = async () => {
      try {
        stop = await watchCamera(element, workFormats, onCode);
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
  }, [tell]);
  return (
    <div>
      <div className="relative aspect-4/3 overflow-hidden rounded-lg bg-sumi">
        <video
          aria-label={words.scan.aim}
          className="size-full object-cover"
          muted
          playsInline
          ref={video}
        />
        <div
          aria-hidden="true"
          className="pointer-events-none absolute inset-x-[12%] inset-y-[30%] rounded-lg border-4 border-paper/90"
        />
      </div>
      <p className="mt-3" role="status">
        {state === 'starting' && words.scan.starting}
        {state === 'on' && words.scan.aim}
        {state === 'denied' && <span className="text-kaki">{words.scan.denied}</span>}
      </p>
      <Button className="mt-3 w-full" onClick={onStop}>
        {words.scan.stop}
      </Button>
    </div>
  );
}
