// Every shared component on one page, for who builds with them. In no index.
import { Gallery, useGalleryWords } from '@engawa/ui/gallery';
import { PageHead } from '../parts/page-head.tsx';

export default function UiPage() {
  const words = useGalleryWords();
  return (
    <div className="pt-8">
      <PageHead title={words.title} isHidden />
      <h1 className="mb-2 text-2xl font-bold">{words.title}</h1>
      <Gallery />
    </div>
  );
}
