// Ordering together: a link that others open on their own phones.
import { Button, Icon } from '@engawa/ui';
import { useState } from 'react';
import { useFetcher } from 'react-router';
import type { CafeBasketPage } from '../../../../server/storefront/contract-cafe.ts';
import { useCafeWords } from '../words/cafe.ts';

export function GroupLink({ page }: { readonly page: CafeBasketPage }) {
  const say = useCafeWords();
  const fetcher = useFetcher();
  const [isCopied, setIsCopied] = useState(false);
  const send = async () => {
    const url = `${location.origin}/shop/cafe/join/${page.token}`;
    try {
      if ('share' in navigator) {
        await navigator.share({ url, title: say.group });
      } else {
        await (navigator as Navigator).clipboard.writeText(url);
        setIsCopied(true);
      }
    } catch {
      // She changed her mind, or the browser lets nothing be copied: the address stands below.
    }
  };
  return (
    <section className="rounded-lg bg-paper p-5 shadow-rest md:p-6">
      <h2 className="flex items-center gap-2 font-bold">
        <Icon name="person" />
        {say.group}
      </h2>
      <p className="mt-1 mb-3 text-sm text-ink-soft">{say.groupLead}</p>
      {page.isGroup ? (
        <div aria-live="polite" className="space-y-2">
          <p className="font-bold text-ai" data-seats={page.seats}>
            {say.groupCount(page.seats)}
          </p>
          <Button type="button" look="quiet" onClick={() => void send()}>
            {say.groupShare}
          </Button>
          <p data-group-link className="text-xs break-all text-ink-soft">
            /shop/cafe/join/{page.token}
          </p>
          {isCopied ? <p className="text-sm text-ai">{say.groupCopied}</p> : null}
        </div>
      ) : (
        <fetcher.Form method="post" action="/cafe/basket">
          <Button look="quiet" name="change" value="group" data-act="group">
            {say.groupStart}
          </Button>
        </fetcher.Form>
      )}
    </section>
  );
}
