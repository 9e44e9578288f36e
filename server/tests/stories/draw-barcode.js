// In the page: a camera that sees what `globalThis.seen` says, drawn as an EAN-13 (GS1 General Specifications 5.2).
(() => {
  const left = '0001101 0011001 0010011 0111101 0100011 0110001 0101111 0111011 0110111 0001011';
  const odd = left.split(' ');
  const right = odd.map((bits) => bits.replaceAll(/./g, (bit) => (bit === '0' ? '1' : '0')));
  const even = right.map((bits) => Array.from(bits).toReversed().join(''));
  const parities = 'OOOOOO OOEOEE OOEEOE OOEEEO OEOOEE OEEOOE OEEEOO OEOEOE OEOEEO OEEOEO'.split(
    ' ',
  );
  const modulesOf = (code) => {
    const digits = Array.from(code, Number);
    const parity = parities[digits[0]];
    const first = digits.slice(1, 7).map((d, at) => (parity[at] === 'O' ? odd : even)[d]);
    const second = digits.slice(7).map((d) => right[d]);
    return `101${first.join('')}01010${second.join('')}101`;
  };
  const open = async () => {
    const canvas = document.createElement('canvas');
    canvas.width = 640;
    canvas.height = 480;
    const pen = canvas.getContext('2d');
    setInterval(() => {
      pen.fillStyle = 'white';
      pen.fillRect(0, 0, 640, 480);
      pen.fillStyle = 'black';
      if (typeof globalThis.seen === 'string') {
        Array.from(modulesOf(globalThis.seen)).forEach((bit, at) => {
          if (bit === '1') pen.fillRect(130 + at * 4, 120, 4, 240);
        });
      }
    }, 50);
    return canvas.captureStream(15);
  };
  // A page that is still empty has none.
  if (navigator.mediaDevices !== undefined) navigator.mediaDevices.getUserMedia = open;
})();
