// Runs inside a page: what can be acted on, and where the keyboard is now. Plain script for the browser.
(() => {
  const wanted = 'a[href], button, input, select, textarea, summary, [tabindex="0"]';
  const isSeen = (element) => {
    const { width, height } = element.getBoundingClientRect();
    return width > 1 && height > 1 && element.checkVisibility({ visibilityProperty: true });
  };
  // Behind a dialog that wants an answer, the page is out of reach on purpose.
  const ground = document.querySelector('dialog:modal') ?? document;
  const all = [...ground.querySelectorAll(wanted)].filter(
    (element) => !element.disabled && element.tabIndex >= 0 && isSeen(element),
  );
  const at = document.activeElement;
  const style = at === null ? undefined : getComputedStyle(at);
  return {
    count: all.length,
    index: at === null ? -1 : all.indexOf(at),
    names: all.map((element) => `${element.tagName} ${element.textContent.trim().slice(0, 40)}`),
    hasRing: style !== undefined && style.outlineStyle !== 'none' && style.outlineWidth !== '0px',
  };
})();
