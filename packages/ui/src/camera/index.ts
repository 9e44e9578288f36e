// Reading by camera. The browser's own reader where it knows JAN; else the same interface in WebAssembly, from this
// server and only when it is needed (about 1 MB).
import type { BarcodeDetector } from 'barcode-detector/ponyfill';
import wasmUrl from 'zxing-wasm/reader/zxing_reader.wasm?url';

/** What stands on goods and on shelves: JAN, its short and its American form, QR. */
export const goodsFormats = ['ean_13', 'ean_8', 'upc_a', 'qr_code'] as const;

/** Those, and what stands on parcels and cartons. */
export const workFormats = [...goodsFormats, 'code_128', 'itf'] as const;

type Format = (typeof workFormats)[number];

const lookEveryMs = 120;

type Detector = Pick<BarcodeDetector, 'detect'>;
type NativeDetector = {
  new (options: { formats: readonly string[] }): Detector;
  getSupportedFormats(): Promise<string[]>;
};

/** Whether this browser lets a page use a camera at all (a secure page, a camera). */
export function hasCamera(): boolean {
  return typeof navigator.mediaDevices?.getUserMedia === 'function';
}

async function openDetector(formats: readonly Format[]): Promise<Detector> {
  const native = (globalThis as { BarcodeDetector?: NativeDetector }).BarcodeDetector;
  if (native !== undefined && (await native.getSupportedFormats()).includes('ean_13')) {
    return new native({ formats });
  }
  const { BarcodeDetector: Ponyfill, prepareZXingModule } = await import(
    'barcode-detector/ponyfill'
  );
  prepareZXingModule({
    overrides: {
      locateFile: (path: string, prefix: string) =>
        path.endsWith('.wasm') ? wasmUrl : prefix + path,
    },
  });
  return new Ponyfill({ formats: [...formats] });
}

/** Shows the camera in `video` and tells each code of `formats` it sees; answers how to stop. Rejects when it may not. */
export async function watchCamera(
  video: HTMLVideoElement,
  formats: readonly Format[],
  onCode: (code: string) => void,
): Promise<() => void> {
  const stream = await navigator.mediaDevices.getUserMedia({
    video: { facingMode: { ideal: 'environment' }, width: { ideal: 1280 } },
  });
  let isStopped = false;
  const stop = () => {
    isStopped = true;
    for (const track of stream.getTracks()) {
      track.stop();
    }
  };
  try {
    video.srcObject = stream;
    await video.play();
    const detector = await openDetector(formats);
    const look = async () => {
      if (isStopped) {
        return;
      }
      const [found] = await detector.detect(video).catch(() => []);
      if (found !== undefined && !isStopped) {
        onCode(found.rawValue);
      }
      setTimeout(() => void look(), lookEveryMs);
    };
    void look();
    return stop;
  } catch (error) {
    stop();
    throw error;
  }
}
