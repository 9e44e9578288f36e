// Reading by camera. The browser's own reader where it knows JAN; else the same interface in WebAssembly, from this
// server and only when it is needed (about 1 MB).
import type { BarcodeDetector } from 'barcode-detector/ponyfill';
import wasmUrl from 'zxing-wasm/reader/zxing_reader.wasm?url';

const formats = ['ean_13', 'ean_8', 'upc_a', 'qr_code'] as const;
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

async function openDetector(): Promise<Detector> {
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

/** Shows the camera in `video` until a code is seen, which it answers. Rejects when it may not, or was stopped. */
export async function readByCamera(video: HTMLVideoElement, signal: AbortSignal): Promise<string> {
  const stream = await navigator.mediaDevices.getUserMedia({
    video: { facingMode: { ideal: 'environment' }, width: { ideal: 1280 } },
  });
  try {
    video.srcObject = stream;
    await video.play();
    const detector = await openDetector();
    for (;;) {
      signal.throwIfAborted();
      const [found] = await detector.detect(video).catch(() => []);
      if (found !== undefined) {
        return found.rawValue;
      }
      await new Promise((resolve) => setTimeout(resolve, lookEveryMs));
    }
  } finally {
    for (const track of stream.getTracks()) {
      track.stop();
    }
  }
}
