// What narrows a list: a form of the browser's own boxes, so the address holds every choice and it works without
// scripts; with them a choice is shown at once. On a phone it is folded away.
import { buttonClass, formatCount, formatMoney, Icon, useLanguage } from '@engawa/ui';
import { type ReactNode, useEffect, useRef } from 'react';
import { Form, Link, useLocation, useSubmit } from 'react-router';
import type { Facet, FacetValue } from '../../../../server/storefront/contract-finding.ts';
import { findingWords } from '../words/finding.ts';

type Props = {
  readonly facets: readonly Facet[];
  /** What else the address holds and keeps: the words searched for, the order. */
  readonly keep: Readonly<Record<string, string>>;
  readonly children: ReactNode;
};

function useSay(): { title(facet: Facet): string; label(facet: Facet, value: FacetValue): string } {
  const language = useLanguage();
  const words = findingWords(language);
  return {
    title: ({ key, name }) =>
      name ?? { c: words.category, p: words.price, o: '', s: words.stock }[key],
    label: ({ key, currency }, { label, value }) => {
      if (key === 'p') {
        const money = (amount: string) =>
          currency === undefined ? amount : formatMoney(Number(amount), currency, language);
        const [from = '0', to = ''] = value.split('-');
        return words.band(money(from), to === '' ? null : money(to));
      }
      return key === 's' ? (label === null ? words.atHome : words.atMine(label)) : (label ?? value);
    },
  };
}

/** The list beside what narrows it. */
export function Narrow({ facets, keep, children }: Props) {
  const words = findingWords(useLanguage());
  const submit = useSubmit();
  const say = useSay();
  const chosen = facets.flatMap((facet) =>
    facet.values.filter(({ isChosen }) => isChosen).map((value) => ({ facet, value })),
  );
  if (facets.length === 0) {
    return children;
  }
  return (
    <div className="lg:grid lg:grid-cols-[15rem_1fr] lg:items-start lg:gap-10">
      <details className="mb-6 rounded-lg bg-paper shadow-rest lg:[&::details-content]:[content-visibility:visible]">
        <summary className="flex min-h-12 cursor-pointer items-center justify-between gap-3 px-4 font-bold lg:supports-[selector(::details-content)]:hidden">
          {words.narrow}
          {chosen.length === 0 ? null : (
            <span className="text-sm text-ai">{formatCount(chosen.length)}</span>
          )}
        </summary>
        <Form
          className="space-y-5 border-t border-line p-4 lg:border-0"
          onChange={(event) => {
            void submit(event.currentTarget, { preventScrollReset: true });
          }}
        >
          {Object.entries(keep).map(([name, value]) => (
            <input key={name} type="hidden" name={name} value={value} />
          ))}
          {facets.map((facet) => (
            <fieldset key={`${facet.key} ${facet.name ?? ''}`}>
              <legend className="mb-1 font-bold">{say.title(facet)}</legend>
              {facet.values.map((value) => (
                <Box key={value.value} name={facet.key} value={value}>
                  {say.label(facet, value)}
                </Box>
              ))}
            </fieldset>
          ))}
          <noscript>
            <button type="submit" className={buttonClass('quiet', true)}>
              {words.apply}
            </button>
          </noscript>
        </Form>
      </details>
      <div className="min-w-0">
        {chosen.length === 0 ? null : <Chosen chosen={chosen} />}
        {children}
      </div>
    </div>
  );
}

type BoxProps = {
  readonly name: string;
  readonly value: FacetValue;
  readonly children: ReactNode;
};

/** The same box under finger and keyboard while the list is read anew; it follows what the address holds. */
function Box({ name, value, children }: BoxProps) {
  const words = findingWords(useLanguage());
  const box = useRef<HTMLInputElement>(null);
  useEffect(() => {
    if (box.current !== null) {
      box.current.checked = value.isChosen;
    }
  }, [value.isChosen]);
  return (
    <label className="flex min-h-11 items-center gap-3 text-sm">
      <input
        ref={box}
        type="checkbox"
        name={name}
        value={value.value}
        defaultChecked={value.isChosen}
        className="size-5 shrink-0 accent-ai"
      />
      <span className="min-w-0 flex-1 break-words">{children}</span>
      <span className="text-ink-soft">{words.count(formatCount(value.count))}</span>
    </label>
  );
}

function Chosen({
  chosen,
}: {
  readonly chosen: readonly { readonly facet: Facet; readonly value: FacetValue }[];
}) {
  const words = findingWords(useLanguage());
  const say = useSay();
  const { search } = useLocation();
  const without = (key: string, value?: string) => {
    const next = new URLSearchParams(search);
    next.delete('page');
    next.delete(key, value);
    return `?${next}`;
  };
  const bare = new URLSearchParams(search);
  for (const key of ['c', 'p', 'o', 's', 'page']) {
    bare.delete(key);
  }
  return (
    <ul aria-label={words.chosen} className="mb-6 flex flex-wrap gap-2">
      {chosen.map(({ facet, value }) => (
        <li key={`${facet.key} ${value.value}`}>
          <Link
            to={without(facet.key, value.value)}
            aria-label={words.remove(say.label(facet, value))}
            className="inline-flex min-h-11 items-center gap-2 rounded-full bg-ai-mist px-4 text-sm hover:bg-shade"
          >
            {say.label(facet, value)}
            <Icon name="cross" size={16} />
          </Link>
        </li>
      ))}
      <li>
        <Link
          to={`?${bare}`}
          className="inline-flex min-h-11 items-center px-2 text-sm text-ai underline"
        >
          {words.clear}
        </Link>
      </li>
    </ul>
  );
}
