export { Gallery } from './gallery.tsx';
export { useGalleryWords } from './words.ts';
