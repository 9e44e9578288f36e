// One thing of the menu: its kinds, what can be chosen, what is in it, what it costs taken out and eaten in.
import { Badge, Button, formatMoney, Icon, Stepper, useLanguage } from '@engawa/ui';
import { useRef, useState } from 'react';
import {
  type ActionFunctionArgs,
  data,
  Form,
  Link,
  type LoaderFunctionArgs,
  redirect,
  useActionData,
  useLoaderData,
  useNavigation,
} from 'react-router';
import type { CafeItemPage, CafeOption } from '../../../../server/storefront/contract-cafe.ts';
import { cookie, cookies, openPage } from '../context.ts';
import { textOf } from '../form-text.ts';
import { FarWarning, useLiveMenu } from '../parts/cafe-shop.tsx';
import { PageHead } from '../parts/page-head.tsx';
import { useCafeWords } from '../words/cafe.ts';

export async function loader(args: LoaderFunctionArgs) {
  const { storefront, visitor } = openPage(args);
  const { placeId = '', itemId = '' } = args.params;
  const page = await storefront.cafeItem(visitor, placeId, itemId);
  if (page === undefined) {
    throw data(null, { status: 404 });
  }
  return { ...page, itemId };
}

export async function action(args: ActionFunctionArgs) {
  const { storefront, visitor } = openPage(args);
  const form = await args.request.formData();
  const chosen = [...form.entries()].flatMap(([name, value]) =>
    name.startsWith('g_') && typeof value === 'string' ? [value] : [],
  );
  const options = chosen.slice(0, 50);
  const quantity = Math.min(50, Math.max(1, Math.trunc(Number(textOf(form, 'quantity')) || 1)));
  const answer = await storefront.addAtCafe(visitor, {
    placeId: args.params.placeId ?? '',
    itemId: args.params.itemId ?? '',
    options,
    quantity,
  });
  if ('refused' in answer) {
    return data({ ...answer, options, quantity }, { status: 409 });
  }
  const { token, seatKey } = answer.kept;
  throw redirect('/cafe/basket', {
    headers: { 'set-cookie': cookie(args.request, cookies.basket, `${token}.${seatKey}`) },
  });
}

export default function CafeItem() {
  const page = useLoaderData<typeof loader>();
  const failed = useActionData<typeof action>();
  const say = useCafeWords();
  useLiveMenu(page.shop.id);
  return (
    <>
      <PageHead title={`${page.name} | ${page.shop.name}`} isHidden />
      <p className="pt-4 text-sm">
        <Link
          to={`/cafe/${page.shop.id}`}
          className="inline-flex min-h-8 items-center text-ai underline underline-offset-4"
        >
          {say.menu}: {page.shop.name}
        </Link>
      </p>
      <div className="mt-2 grid gap-x-12 gap-y-6 md:grid-cols-2">
        <img
          src={page.picture.address}
          alt={page.picture.alt}
          width={640}
          height={640}
          fetchPriority="high"
          className="aspect-[4/3] w-full rounded-lg bg-shade object-cover md:aspect-square"
        />
        <div className="space-y-5">
          <h1 className="text-2xl leading-snug font-bold">{page.name}</h1>
          <FarWarning shop={page.shop} />
          {failed === undefined ? null : (
            <p role="alert" className="rounded-md bg-kaki-mist p-4 text-kaki">
              <strong className="block">{say.refused}</strong>
              {failed.refused}
            </p>
          )}
          <Choose asked={failed} key={page.itemId} page={page} />
          {page.description === null ? null : <p className="text-ink-soft">{page.description}</p>}
        </div>
      </div>
    </>
  );
}

type Page = CafeItemPage & { readonly itemId: string };

type ChooseProps = {
  readonly page: Page;
  /** What she had chosen when it was refused. */
  readonly asked: { readonly options: readonly string[]; readonly quantity: number } | undefined;
};

function Choose({ page, asked }: ChooseProps) {
  const say = useCafeWords();
  const language = useLanguage();
  const { state } = useNavigation();
  const form = useRef<HTMLFormElement>(null);
  const [chosen, setChosen] = useState<readonly string[]>(() => asked?.options ?? usualOf(page));
  const variant = page.variants.find(({ isThis }) => isThis);
  const options = page.groups.flatMap((group) => group.options);
  const picked = options.filter(({ key }) => chosen.includes(key));
  const delta = picked.reduce((sum, { priceMinor }) => sum + priceMinor, 0);
  const isSoldOut = variant?.isSoldOut === true || page.shop.isPaused;
  const money = (amount: number) => formatMoney(amount + delta, page.currency, language);
  const read = () => {
    const values = form.current === null ? [] : [...new FormData(form.current).entries()];
    setChosen(
      values.flatMap(([name, value]) =>
        name.startsWith('g_') && typeof value === 'string' ? [value] : [],
      ),
    );
  };
  return (
    <Form ref={form} method="post" onChange={read} className="space-y-5">
      <Kinds page={page} />
      {page.groups.map((group) => (
        <fieldset key={group.code}>
          <legend className="mb-2 font-bold">
            {group.name}{' '}
            <span className="text-sm font-normal text-ink-soft">
              {group.picksMax === 1 ? say.pickOne : say.pickMany(group.picksMax)}
            </span>
          </legend>
          <div className="flex flex-wrap gap-2">
            {group.options.map((option) => (
              <Option
                key={option.key}
                option={option}
                isOne={group.picksMax === 1}
                name={`g_${group.code}`}
                isUsual={(asked?.options ?? usualOf(page)).includes(option.key)}
                price={priceOf(option, page.currency, language)}
                excluded={options
                  .filter(({ key }) => option.excludes.includes(key) && chosen.includes(key))
                  .map((other) => other.name)}
              />
            ))}
          </div>
        </fieldset>
      ))}
      <Allergens page={page} picked={picked} />
      <p aria-live="polite" className="text-lg font-bold">
        {variant === undefined ? '' : say.outPrice(money(variant.outPriceMinor))}
        <span className="block text-sm font-normal text-ink-soft">
          {variant === undefined ? '' : say.inPrice(money(variant.inPriceMinor))} ·{' '}
          {say.taxIncluded}
        </span>
      </p>
      <div className="flex flex-wrap gap-3">
        <Stepper name="quantity" value={asked?.quantity ?? 1} max={20} />
        <Button className="min-w-48 flex-1" data-act="add" disabled={isSoldOut}>
          <Icon name="bag" />
          {isSoldOut ? say.soldOut : state === 'idle' ? say.add : say.adding}
        </Button>
      </div>
    </Form>
  );
}

function priceOf(option: CafeOption, currency: string, language: 'ja' | 'en'): string {
  const sign = option.priceMinor > 0 ? '+' : '';
  return option.priceMinor === 0
    ? ''
    : ` ${sign}${formatMoney(option.priceMinor, currency, language)}`;
}

/** The usual ones; where they have run out the first that is there. */
function usualOf(page: Page): string[] {
  return page.groups.flatMap(({ options, picksMin }) => {
    const open = options.filter(({ isSoldOut }) => !isSoldOut);
    const usual = open.filter(({ isUsual }) => isUsual);
    return (usual.length >= picksMin ? usual : open.slice(0, picksMin)).map(({ key }) => key);
  });
}

function Kinds({ page }: { readonly page: Page }) {
  const say = useCafeWords();
  return page.variants.length < 2 ? null : (
    <nav aria-label={say.kinds}>
      <ul className="flex flex-wrap gap-2">
        {page.variants.map((variant) => (
          <li key={variant.itemId}>
            <Link
              to={`/cafe/${page.shop.id}/${variant.itemId}`}
              replace
              preventScrollReset
              aria-current={variant.isThis ? 'true' : undefined}
              className="inline-flex min-h-11 items-center gap-2 rounded-md border border-edge bg-paper px-4 hover:bg-shade aria-[current=true]:border-2 aria-[current=true]:border-ai aria-[current=true]:bg-ai-mist aria-[current=true]:font-bold"
            >
              {variant.name}
              {variant.isSoldOut ? <Badge tone="now">{say.soldOut}</Badge> : null}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}

type OptionProps = {
  readonly option: CafeOption;
  readonly isOne: boolean;
  readonly name: string;
  readonly isUsual: boolean;
  readonly price: string;
  /** Names of what is chosen and does not go with it. */
  readonly excluded: readonly string[];
};

function Option({ option, isOne, name, isUsual, price, excluded }: OptionProps) {
  const say = useCafeWords();
  return (
    <label className="inline-flex min-h-11 cursor-pointer items-center gap-2 rounded-md border border-edge bg-paper px-4 has-checked:border-2 has-checked:border-ai has-checked:bg-ai-mist has-checked:font-bold has-disabled:cursor-default has-disabled:bg-shade has-disabled:text-ink-soft">
      <input
        type={isOne ? 'radio' : 'checkbox'}
        name={name}
        value={option.key}
        defaultChecked={isUsual}
        disabled={option.isSoldOut || excluded.length > 0}
        className="size-5 accent-ai"
      />
      <span>
        {option.name}
        {price}
        {option.isSoldOut ? <span className="block text-xs text-kaki">{say.soldOut}</span> : null}
        {excluded.length > 0 ? (
          <span className="block text-xs">{say.exclusive(excluded.join(' / '))}</span>
        ) : null}
      </span>
    </label>
  );
}

/** What is in it with what she has chosen: it changes with the milk. */
function Allergens({
  page,
  picked,
}: {
  readonly page: Page;
  readonly picked: readonly CafeOption[];
}) {
  const say = useCafeWords();
  const removed = new Set(picked.flatMap(({ removes }) => removes));
  const added = new Set(picked.flatMap(({ adds }) => adds));
  const inIt = page.allergenWords.filter(
    ({ code }) => added.has(code) || (page.allergens.includes(code) && !removed.has(code)),
  );
  return (
    <section
      className="rounded-md bg-shade p-4 text-sm"
      aria-live="polite"
      data-allergens={inIt.map(({ code }) => code).join(' ')}
    >
      <h2 className="font-bold">{say.allergens}</h2>
      {inIt.length === 0 ? (
        <p className="mt-1">{say.noAllergens}</p>
      ) : (
        <ul className="mt-1 flex flex-wrap gap-x-4 gap-y-1">
          {inIt.map(({ code, name, isMandatory }) => (
            <li key={code}>
              <strong>{name}</strong>{' '}
              <span className="text-ink-soft">
                ({isMandatory ? say.mandatory : say.recommended})
              </span>
            </li>
          ))}
        </ul>
      )}
      <p className="mt-1 text-ink-soft">{say.allergenNote}</p>
    </section>
  );
}
