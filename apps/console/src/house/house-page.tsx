// Settings: the stage of the shop and its next step first, then what can be switched, then the house itself.
import { type Answer, Unreachable } from '@engawa/client';
import { Badge, formatCount } from '@engawa/ui';
import { Answered, Button } from '@engawa/ui/work';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useSyncExternalStore } from 'react';
import { useLocation } from 'react-router';
import { liveLog } from '../api.ts';
import { Facts, Page, Section } from '../parts/page.tsx';
import { TextLink } from '../parts/text-link.tsx';
import { useMay, useSees } from '../staff/use-may.ts';
import { useSpeech, useWords } from '../words/words.ts';
import { ApiKeys } from './api-keys.tsx';
import { BooksProof } from './books-proof.tsx';
import { Modules } from './modules.tsx';
import { Password } from './password.tsx';
import { PathToOmo } from './path-to-omo.tsx';
import { useHouse } from './use-house.ts';
import { Webhooks } from './webhooks.tsx';

type House = Answer<'/api/house'>;

const healthRefreshMs = 5000;

export function HousePage() {
  const words = useWords();
  const house = useHouse();
  const isOwner = useMay('house');
  const { hash } = useLocation();
  useEffect(() => {
    if (hash !== '') {
      document.querySelector(hash)?.scrollIntoView();
    }
  }, [hash]);
  return (
    <Page lead={words.house.lead} title={words.pages.house}>
      <PathToOmo />
      <div id="modules">
        <Section title={words.house.modules}>
          <Modules />
        </Section>
      </div>
      <Section title={words.house.elsewhere}>
        <Elsewhere />
      </Section>
      <Section title={words.house.language}>
        <LanguageChoice />
      </Section>
      {isOwner && (
        <>
          <Section title={words.house.password}>
            <Password />
          </Section>
          <Section title={words.house.apiKeys}>
            <ApiKeys />
          </Section>
          <Section title={words.house.webhooks}>
            <Webhooks />
          </Section>
          <Section title={words.proof.title}>
            <BooksProof />
          </Section>
        </>
      )}
      <Section title={words.house.about}>
        <Answered query={house}>{(data) => <HouseFacts house={data} />}</Answered>
      </Section>
    </Page>
  );
}

/** Settings that stand where they are worked with. */
function Elsewhere() {
  const words = useWords();
  const seesDevices = useSees('devices');
  const seesMoments = useSees('moments');
  const seesRights = useSees('rights');
  const links = [
    { to: '/orders/terms', name: words.selling.title },
    { to: '/orders/delivery', name: words.delivery.title },
    { to: '/orders/returns', name: words.returns.terms },
    { to: '/catalog/price-lists', name: words.priceLists.title },
    ...(seesDevices ? [{ to: '/places/devices', name: words.devices.title }] : []),
    ...(seesMoments ? [{ to: '/log/feeds', name: words.feeds.title }] : []),
    ...(seesRights ? [{ to: '/rights/retention', name: words.retention.title }] : []),
  ];
  return (
    <ul className="flex flex-wrap gap-x-6 gap-y-3">
      {links.map(({ to, name }) => (
        <li key={to}>
          <TextLink to={to}>{name}</TextLink>
        </li>
      ))}
    </ul>
  );
}

function LanguageChoice() {
  const { words, language, toggle } = useSpeech();
  return (
    <div className="flex flex-wrap items-center gap-4">
      <div className="flex gap-3">
        {(['ja', 'en'] as const).map((each) => (
          <Button
            aria-pressed={language === each}
            key={each}
            look={language === each ? 'main' : 'quiet'}
            lang={each}
            onClick={language === each ? undefined : toggle}
          >
            {each === 'ja' ? '日本語' : 'English'}
          </Button>
        ))}
      </div>
      <p className="text-ink-soft text-sm">{words.house.languageHint}</p>
    </div>
  );
}

function HouseFacts({ house }: { readonly house: House }) {
  const words = useWords();
  const { feed } = useSyncExternalStore(liveLog.subscribe, liveLog.read);
  return (
    <Facts
      facts={[
        { name: words.house.health, value: <Health /> },
        { name: words.house.version, value: house.version },
        { name: words.house.epoch, value: String(house.epoch) },
        {
          name: words.house.position,
          value: feed === undefined ? words.common.none : formatCount(feed.position),
        },
        { name: words.house.timeZone, value: house.timeZone },
        { name: words.house.currency, value: house.currency },
        {
          name: 'API',
          value: (
            <a className="text-ai underline underline-offset-4" href="/api/reference">
              {words.house.reference}
            </a>
          ),
        },
      ]}
    />
  );
}

function Health() {
  const words = useWords();
  const ready = useQuery({
    queryKey: ['ready'],
    queryFn: readReady,
    refetchInterval: healthRefreshMs,
    retry: false,
  });
  if (ready.data === undefined && !ready.isError) {
    return <span>{words.common.loading}</span>;
  }
  const isWell = !ready.isError && ready.data;
  return (
    <Badge tone={isWell ? 'here' : 'now'}>
      {isWell ? words.house.healthy : words.house.unwell}
    </Badge>
  );
}

/** Whether the server and its database answer. */
async function readReady(): Promise<boolean> {
  try {
    const response = await fetch('/readyz');
    return response.ok;
  } catch (error) {
    throw new Unreachable(error);
  }
}
