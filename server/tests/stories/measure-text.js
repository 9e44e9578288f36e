// Runs inside a page and tells what its text looks like: what is cut, what leaves its box or the window, and all
// that is written. Plain script, because it is sent to the browser as it stands.
(() => {
  const isSeen = (element) => {
    const style = getComputedStyle(element);
    if (style.visibility === 'hidden' || style.display === 'none' || style.opacity === '0') {
      return false;
    }
    for (let at = element; at !== null; at = at.parentElement) {
      const { width, height } = at.getBoundingClientRect();
      const { clipPath, overflow, display } = getComputedStyle(at);
      // Said to the ear only.
      if (clipPath === 'inset(50%)' || (overflow === 'hidden' && width <= 1 && height <= 1)) {
        return false;
      }
      if (display === 'none') {
        return false;
      }
    }
    return true;
  };
  const scrolls = (element) => {
    for (let at = element; at !== null && at !== document.body; at = at.parentElement) {
      if (/auto|scroll/.test(getComputedStyle(at).overflowX)) {
        return true;
      }
    }
    return false;
  };
  const found = [];
  const texts = new Set();
  const complain = (kind, element, text) => found.push({ kind, tag: element.tagName, text });
  const root = document.documentElement;
  if (root.scrollWidth > root.clientWidth) {
    complain('the page is wider than the window', root, `${root.scrollWidth}>${root.clientWidth}`);
  }
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
    const element = node.parentElement;
    const text = node.textContent.trim();
    if (text === '' || element.closest('script,style,noscript,svg,option') !== null) {
      continue;
    }
    const isForeign = element.closest('[lang]')?.lang.slice(0, 2) !== root.lang.slice(0, 2);
    if (!isForeign) {
      texts.add(text);
    }
    if (!isSeen(element)) {
      continue;
    }
    const range = document.createRange();
    range.selectNodeContents(node);
    for (const { left, right, width } of range.getClientRects()) {
      if (width > 0 && !scrolls(element) && (left < -1 || right > innerWidth + 1)) {
        complain('leaves the window', element, text);
        break;
      }
    }
    const isBlock = getComputedStyle(element).display !== 'inline';
    if (isBlock && element.scrollWidth > element.clientWidth + 1 && !scrolls(element)) {
      complain('leaves its box', element, text);
    }
    for (let box = element; box !== null && box !== document.body; box = box.parentElement) {
      const style = getComputedStyle(box);
      const clips = style.overflowY === 'hidden' || style.overflowY === 'clip';
      if (clips && box.scrollHeight > box.clientHeight + 2) {
        complain('is cut', element, text);
        break;
      }
    }
  }
  const canvas = document.createElement('canvas').getContext('2d');
  for (const field of document.querySelectorAll('select, input[placeholder]')) {
    if (!isSeen(field)) {
      continue;
    }
    const text = field.tagName === 'SELECT' ? field.selectedOptions[0]?.text : field.placeholder;
    const style = getComputedStyle(field);
    canvas.font = style.font;
    const room =
      field.clientWidth -
      Number.parseFloat(style.paddingLeft) -
      Number.parseFloat(style.paddingRight);
    if (text && canvas.measureText(text).width > room + 1) {
      complain('is cut in its field', field, text);
    }
    if (text) {
      texts.add(text.trim());
    }
  }
  for (const element of document.querySelectorAll('[aria-label], [title], img[alt]')) {
    const isForeign = element.closest('[lang]')?.lang.slice(0, 2) !== root.lang.slice(0, 2);
    for (const name of ['aria-label', 'title', 'alt']) {
      const text = element.getAttribute(name);
      if (text && !isForeign) {
        texts.add(text.trim());
      }
    }
  }
  return { found, texts: [...texts], title: document.title, lang: root.lang };
})();
