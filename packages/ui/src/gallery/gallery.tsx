// Every shared component on one page, for who builds with them and for who judges the look. It stands in the shop
// (/shop/ui) and in the console (/console/ui), in no index.
import { Unreachable } from '@engawa/client';
import { type ReactNode, useRef, useState } from 'react';
import { Button } from '../button.tsx';
import { Dialog } from '../dialog.tsx';
import { Check, Field, Select, TextArea } from '../field.tsx';
import { Mark } from '../mark.tsx';
import { formatMoment } from '../moments.ts';
import { formatMoney } from '../money.ts';
import { Price } from '../price.tsx';
import { EmptyState, ErrorState, OfflineBar, Skeleton } from '../states.tsx';
import { Stepper } from '../stepper.tsx';
import { StockWord } from '../stock-word.tsx';
import { Badge, Card } from '../surface.tsx';
import { Toast } from '../toast.tsx';
import { useLanguage } from '../words.ts';
import { Icon, iconNames } from '../work/icon.tsx';
import { Empty, Loading, Trouble, Wrong } from '../work/states.tsx';
import { useGalleryWords } from './words.ts';

const colours = [
  ['washi', 'bg-washi'],
  ['paper', 'bg-paper'],
  ['shade', 'bg-shade'],
  ['sumi', 'bg-sumi'],
  ['ink-soft', 'bg-ink-soft'],
  ['edge', 'bg-edge'],
  ['line', 'bg-line'],
  ['ai', 'bg-ai'],
  ['ai-deep', 'bg-ai-deep'],
  ['ai-mist', 'bg-ai-mist'],
  ['kaki', 'bg-kaki'],
  ['kaki-mist', 'bg-kaki-mist'],
] as const;

const evening = '2026-11-21T09:30:00Z';

export function Gallery() {
  const words = useGalleryWords();
  return (
    <div className="space-y-10">
      <p className="text-ink-soft">{words.lead}</p>
      <Part title={words.parts.tokens}>
        <ul className="grid grid-cols-3 gap-3 md:grid-cols-6">
          {colours.map(([name, className]) => (
            <li key={name} className="text-sm" lang="en">
              <span className={`block h-12 rounded-md border border-line ${className}`} />
              {name}
            </li>
          ))}
        </ul>
      </Part>
      <Part title={words.parts.icons}>
        <p className="flex flex-wrap items-center gap-4">
          <Mark className="size-10" />
          {iconNames.map((name) => (
            <Icon key={name} name={name} />
          ))}
        </p>
      </Part>
      <Deeds />
      <Fields />
      <Goods />
      <States />
    </div>
  );
}

function Deeds() {
  const words = useGalleryWords();
  const dialog = useRef<HTMLDialogElement>(null);
  const [toast, setToast] = useState<string | null>(null);
  return (
    <Part title={words.parts.deeds}>
      <div className="flex flex-wrap gap-3">
        <Button type="button" onClick={() => setToast(new Date().toISOString())}>
          {words.add}
        </Button>
        <Button type="button" look="quiet" onClick={() => dialog.current?.showModal()}>
          {words.look}
        </Button>
        <Button type="button" look="plain">
          {words.remove}
        </Button>
        <Button type="button" look="warning">
          {words.leave}
        </Button>
        <Button type="button" disabled>
          {words.wait}
        </Button>
      </div>
      <Dialog ref={dialog} title={words.look}>
        <p>{words.open}</p>
      </Dialog>
      <Toast id={toast}>{words.told}</Toast>
    </Part>
  );
}

function Fields() {
  const words = useGalleryWords();
  return (
    <Part title={words.parts.fields}>
      <div className="grid gap-5 md:grid-cols-2">
        <Field label={words.name} name="ui-name" required />
        <Field
          label={words.phone}
          name="ui-phone"
          hint={words.phoneHint}
          error={words.phoneWrong}
        />
        <Select label={words.sort} name="ui-sort">
          {words.sorts.map((sort) => (
            <option key={sort}>{sort}</option>
          ))}
        </Select>
        <TextArea label={words.note} name="ui-note" />
        <Stepper name="ui-quantity" value={2} />
        <Check label={words.holiday} name="ui-check" defaultChecked />
      </div>
    </Part>
  );
}

function Goods() {
  const words = useGalleryWords();
  const language = useLanguage();
  return (
    <>
      <Part title={words.parts.goods}>
        <Price amountMinor={1100} currency="JPY" />
        <Price amountMinor={2640} compareAtMinor={3300} currency="JPY" size="page" isFrom />
        <Price amountMinor={null} currency="JPY" />
        <p className="flex flex-wrap gap-4">
          <StockWord word="in_stock" />
          <StockWord word="low" />
          <StockWord word="out_of_stock" />
          <StockWord word="ask" />
        </p>
        <p className="flex flex-wrap gap-2">
          <Badge>{words.handsOver}</Badge>
          <Badge tone="here">{words.isNew}</Badge>
          <Badge tone="now">{words.expired}</Badge>
        </p>
      </Part>
      <Part title={words.parts.formats}>
        <p>{formatMoment(evening, language)}</p>
        <p>
          {formatMoney(1_234_500, 'JPY', language)} / {formatMoney(1_234_500, 'JPY')}
        </p>
      </Part>
    </>
  );
}

function States() {
  const words = useGalleryWords();
  return (
    <>
      <Part title={words.parts.states}>
        <EmptyState title={words.empty}>{words.emptyMore}</EmptyState>
        <ErrorState title={words.broken}>{words.brokenMore}</ErrorState>
        <Skeleton />
        <Skeleton className="h-4 w-2/3" />
        <OfflineBar isShown />
      </Part>
      <Part title={words.parts.work}>
        <Empty title={words.noOrders} hint={words.noOrdersHint} />
        <Trouble error={new Unreachable(undefined)} onRetry={() => undefined} />
        <Wrong error={new Error(words.broken)} />
        <div inert>
          <Loading />
        </div>
      </Part>
    </>
  );
}

function Part({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  return (
    <section>
      <h2 className="mb-3 text-xl font-bold">{title}</h2>
      <Card className="space-y-4">{children}</Card>
    </section>
  );
}
