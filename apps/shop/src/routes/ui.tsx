// Every shared component on one page, for who builds with them. In no index.
import {
  Badge,
  Button,
  Card,
  Dialog,
  EmptyState,
  ErrorState,
  Field,
  Icon,
  type IconName,
  LanguageSwitch,
  OfflineBar,
  Price,
  Select,
  Skeleton,
  Stepper,
  StockWord,
  Toast,
  useLanguage,
} from '@engawa/ui';
import { type ReactNode, useRef, useState } from 'react';
import { PageHead } from '../parts/page-head.tsx';
import { useWords } from '../words/use-words.ts';

const colours = [
  ['washi', 'bg-washi'],
  ['paper', 'bg-paper'],
  ['shade', 'bg-shade'],
  ['sumi', 'bg-sumi'],
  ['ink-soft', 'bg-ink-soft'],
  ['ai', 'bg-ai'],
  ['ai-mist', 'bg-ai-mist'],
  ['kaki', 'bg-kaki'],
  ['kaki-mist', 'bg-kaki-mist'],
] as const;
const icons: readonly IconName[] = [
  'cart',
  'search',
  'shop',
  'pin',
  'person',
  'truck',
  'bag',
  'clock',
  'alert',
  'check',
  'next',
  'phone',
];

export default function UiPage() {
  const words = useWords();
  const language = useLanguage();
  const dialog = useRef<HTMLDialogElement>(null);
  const [toast, setToast] = useState<string | null>(null);
  return (
    <div className="space-y-10 pt-8">
      <PageHead title="UI" isHidden />
      <h1 className="text-2xl font-bold">packages/ui</h1>
      <Part title="Tokens">
        <ul className="grid grid-cols-3 gap-3 md:grid-cols-9">
          {colours.map(([name, className]) => (
            <li key={name} className="text-sm">
              <span className={`block h-12 rounded-md border border-line ${className}`} />
              {name}
            </li>
          ))}
        </ul>
        <p className="flex flex-wrap gap-4">
          {icons.map((name) => (
            <Icon key={name} name={name} size={24} />
          ))}
        </p>
      </Part>
      <Part title="Button · Dialog · Toast">
        <div className="flex flex-wrap gap-3">
          <Button type="button" onClick={() => setToast(new Date().toISOString())}>
            {words.item.add}
          </Button>
          <Button type="button" look="quiet" onClick={() => dialog.current?.showModal()}>
            {words.stores.hours}
          </Button>
          <Button type="button" look="plain">
            {words.cart.remove}
          </Button>
          <Button type="button" disabled>
            {words.item.adding}
          </Button>
        </div>
        <Dialog ref={dialog} title={words.stores.hours}>
          <p>{words.stores.always}</p>
        </Dialog>
        <Toast id={toast}>{words.item.added}</Toast>
      </Part>
      <Part title="Field · Select · Stepper">
        <div className="grid gap-5 md:grid-cols-2">
          <Field label={words.checkout.familyName} name="ui-name" required />
          <Field
            label={words.checkout.phone}
            name="ui-phone"
            hint={words.checkout.phoneHint}
            error={words.signIn.failed}
          />
          <Select label={words.list.sort} name="ui-sort">
            {Object.values(words.list.sorts).map((sort) => (
              <option key={sort}>{sort}</option>
            ))}
          </Select>
          <Stepper name="ui-quantity" value={2} />
        </div>
      </Part>
      <Part title="Price · StockWord · Badge">
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
          <Badge>{words.stores.handsOver}</Badge>
          <Badge tone="here">{words.list.isNew}</Badge>
          <Badge tone="now">{words.order.states.expired}</Badge>
        </p>
      </Part>
      <Part title="EmptyState · ErrorState · Skeleton · OfflineBar · LanguageSwitch">
        <EmptyState title={words.cart.empty}>{words.cart.emptyMore}</EmptyState>
        <ErrorState title={words.failure.broken}>{words.failure.brokenMore}</ErrorState>
        <Skeleton />
        <Skeleton className="h-4 w-2/3" />
        <OfflineBar isShown />
        <LanguageSwitch language={language} addressIn={(wanted) => `?lang=${wanted}`} />
      </Part>
    </div>
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
