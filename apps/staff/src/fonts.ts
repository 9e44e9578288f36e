// Noto Sans JP, from this server. Its faces are listed by range of characters, so that a page loads the few
// files it needs; the list itself is 70 kB, hence this chunk of its own that nothing waits for.
import '@fontsource/noto-sans-jp/400.css';
import '@fontsource/noto-sans-jp/700.css';
