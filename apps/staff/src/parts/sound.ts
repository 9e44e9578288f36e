// Sounds made on the spot, without files: a chime for an order, a short high one for a good scan, a low one for a bad
// one. Each says nothing that is not also written on the screen.

const storageKey = 'engawa-sound';
let context: AudioContext | undefined;

export function isSoundOn(): boolean {
  return localStorage.getItem(storageKey) !== 'off';
}

export function setSound(isOn: boolean): void {
  localStorage.setItem(storageKey, isOn ? 'on' : 'off');
}

type Tone = { readonly hertz: number; readonly afterS: number; readonly lastsS: number };

const sounds = {
  order: [
    { hertz: 784, afterS: 0, lastsS: 0.5 },
    { hertz: 1047, afterS: 0.18, lastsS: 0.7 },
  ],
  good: [{ hertz: 1568, afterS: 0, lastsS: 0.09 }],
  bad: [
    { hertz: 220, afterS: 0, lastsS: 0.14 },
    { hertz: 196, afterS: 0.17, lastsS: 0.2 },
  ],
} as const satisfies Record<string, readonly Tone[]>;

/** Plays a sound if the tablet may; a browser that wants a touch first stays silent. */
export function play(name: keyof typeof sounds): void {
  if (!isSoundOn()) {
    return;
  }
  try {
    context ??= new AudioContext();
    void context.resume();
    for (const tone of sounds[name]) {
      strike(context, tone);
    }
  } catch {
    // No audio here.
  }
}

function strike(audio: AudioContext, { hertz, afterS, lastsS }: Tone): void {
  const from = audio.currentTime + afterS;
  const oscillator = audio.createOscillator();
  const gain = audio.createGain();
  oscillator.frequency.value = hertz;
  gain.gain.setValueAtTime(0.0001, from);
  gain.gain.exponentialRampToValueAtTime(0.25, from + 0.01);
  gain.gain.exponentialRampToValueAtTime(0.0001, from + lastsS);
  oscillator.connect(gain).connect(audio.destination);
  oscillator.start(from);
  oscillator.stop(from + lastsS + 0.05);
}
