import { Link } from 'react-router';
import { Page } from '../parts/page.tsx';
import { useWords } from '../words/words.ts';

export function NotFoundPage() {
  const words = useWords();
  return (
    <Page lead={words.common.notFoundHint} title={words.pages.notFound}>
      <Link className="text-ai underline underline-offset-4" to="/">
        {words.common.home}
      </Link>
    </Page>
  );
}
