import { Gallery, useGalleryWords } from '@engawa/ui/gallery';
import { Page } from '../parts/page.tsx';

/** The page of all components, in no menu. */
export function UiPage() {
  return (
    <Page title={useGalleryWords().title}>
      <Gallery />
    </Page>
  );
}
