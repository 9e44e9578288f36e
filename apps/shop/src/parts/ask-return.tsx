// The form of a return: what and how many, why, and how it comes back.
import { Button, FieldError, formatCount, Select, TextArea, useLanguage } from '@engawa/ui';
import { Form, Link, useNavigation } from 'react-router';
import type { ReturnLine, ReturnsPage } from '../../../../server/storefront/contract-returns.ts';
import { chosenOf, fieldsOf, type SentBack } from '../typed.tsx';
import { returnWords } from '../words/returns.ts';

/** More than this is typed at the counter. */
const choicesMax = 100;

type AskReturnProps = { readonly page: ReturnsPage; readonly back: SentBack | undefined };

export function AskReturn({ page, back }: AskReturnProps) {
  const bind = fieldsOf(back);
  const way = bind('way', page.terms.ways[0]);
  const words = returnWords(useLanguage());
  const isBusy = useNavigation().state !== 'idle';
  return (
    <Form method="post" className="space-y-6 rounded-lg bg-paper p-5 shadow-rest md:p-8">
      <fieldset>
        <legend className="mb-2 text-lg font-bold">{words.choose}</legend>
        <ul className="divide-y divide-line">
          {page.lines.map((line) => (
            <Line back={back} isOnlyOne={page.lines.length === 1} key={line.line} line={line} />
          ))}
        </ul>
      </fieldset>
      <Select label={words.reason} required {...bind('reason')}>
        {page.reasons.map((reason) => (
          <option key={reason} value={reason}>
            {words.reasons[reason]}
          </option>
        ))}
      </Select>
      <TextArea label={words.note} hint={words.noteHint} maxLength={500} {...bind('note')} />
      <fieldset>
        <legend className="mb-2 font-bold">{words.way}</legend>
        {way.error === undefined ? null : <FieldError id="way-error">{way.error}</FieldError>}
        {page.terms.ways.map((each) => (
          <div key={each}>
            <label className="flex min-h-touch items-center gap-3">
              <input
                className="size-5 shrink-0 accent-ai"
                type="radio"
                name="way"
                value={each}
                defaultChecked={each === way.defaultValue}
                required
              />
              <span className="font-bold">{words.ways[each]}</span>
            </label>
            <div className="mb-3 pl-8 text-sm text-ink-soft">
              {each === 'shop' ? <Shops page={page} /> : <ParcelTo page={page} />}
            </div>
          </div>
        ))}
      </fieldset>
      <Button look="main" isWide disabled={isBusy}>
        {words.ask}
      </Button>
    </Form>
  );
}

type LineProps = {
  readonly line: ReturnLine;
  readonly isOnlyOne: boolean;
  readonly back: SentBack | undefined;
};

function Line({ line, isOnlyOne, back }: LineProps) {
  const words = returnWords(useLanguage());
  const { exclusion, left } = line;
  const mayBeChosen = left > 0 && exclusion !== 'no_goods';
  const counts = Array.from({ length: Math.min(left, choicesMax) }, (_, index) => index + 1);
  return (
    <li className="grid grid-cols-[4rem_1fr] gap-4 py-4">
      {exclusion === 'no_goods' ? (
        // What is no goods has no picture.
        <span className="aspect-square w-full rounded-md bg-shade" />
      ) : (
        <img
          src={line.picture.address}
          alt=""
          width={64}
          height={64}
          className="aspect-square w-full rounded-md bg-shade object-cover"
        />
      )}
      <div className="min-w-0">
        {mayBeChosen ? (
          <Select
            name={`quantity-${line.line}`}
            label={line.name}
            isMarked={false}
            defaultValue={chosenOf(
              back,
              `quantity-${line.line}`,
              isOnlyOne && left === 1 ? '1' : '0',
            )}
            aria-label={words.quantity(line.name)}
          >
            <option value={0}>{words.none}</option>
            {counts.map((count) => (
              <option key={count} value={count}>
                {words.pieces(formatCount(count))}
              </option>
            ))}
          </Select>
        ) : (
          <p className="font-bold">{line.name}</p>
        )}
        {left === 0 ? <p className="mt-1 text-sm text-ink-soft">{words.nothingLeft}</p> : null}
        {exclusion === null || left === 0 ? null : (
          <p className="mt-1 text-sm">
            {exclusion === 'no_goods' ? words.never : words.onlyBroken(words.exclusions[exclusion])}
          </p>
        )}
      </div>
    </li>
  );
}

function Shops({ page }: { readonly page: ReturnsPage }) {
  const words = returnWords(useLanguage());
  return (
    <>
      <p>{words.anyShop}</p>
      <ul>
        {page.shops.map(({ id, name, address }) => (
          <li key={id}>
            {name}
            {address === null ? '' : ` · ${address}`}
          </li>
        ))}
      </ul>
      <Link to="/stores" className="inline-flex min-h-11 items-center underline">
        {words.moreShops}
      </Link>
    </>
  );
}

function ParcelTo({ page }: { readonly page: ReturnsPage }) {
  const words = returnWords(useLanguage());
  const { name, address } = page.parcelTo;
  return (
    <p>
      {words.parcelTo(name)}
      {address === null ? null : <span className="block">{address}</span>}
      <span className="block">{words.postageBy[page.terms.parcelPaidBy]}</span>
    </p>
  );
}
