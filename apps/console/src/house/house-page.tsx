// The house itself: is it well, which version, which modules are on.
import { type Answer, Unreachable } from '@engawa/client';
import { useQuery } from '@tanstack/react-query';
import { useSyncExternalStore } from 'react';
import { liveLog } from '../api.ts';
import { formatCount } from '../format/money.ts';
import { Badge } from '../parts/badge.tsx';
import { type Column, DataTable } from '../parts/data-table.tsx';
import { Facts, Page, Section } from '../parts/page.tsx';
import { Answered } from '../parts/states.tsx';
import { useSpeech, useWords } from '../words/words.tsx';
import { useHouse } from './use-house.ts';

type House = Answer<'/api/house'>;
type Module = House['modules'][number];

const healthRefreshMs = 5000;

export function HousePage() {
  const words = useWords();
  const house = useHouse();
  return (
    <Page lead={words.house.lead} title={words.pages.house}>
      <Answered query={house}>{(data) => <HouseDetail house={data} />}</Answered>
    </Page>
  );
}

function HouseDetail({ house }: { readonly house: House }) {
  const words = useWords();
  const { feed } = useSyncExternalStore(liveLog.subscribe, liveLog.read);
  return (
    <>
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
      <Section title={words.house.modules}>
        <Modules modules={house.modules} />
        <p className="mt-3 text-ink-soft text-sm">{words.house.offHint}</p>
      </Section>
    </>
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
    <Badge tone={isWell ? 'active' : 'warning'}>
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

function Modules({ modules }: { readonly modules: readonly Module[] }) {
  const words = useWords();
  const { language } = useSpeech();
  const columns: readonly Column<Module>[] = [
    { name: words.house.modules, isHead: true, render: (module) => module[language] },
    { name: words.places.code, render: ({ name }) => name },
    {
      name: words.orders.state,
      render: ({ isOn, canBeOff }) => (
        <Badge tone={isOn ? 'active' : 'calm'}>
          {isOn ? (canBeOff ? words.house.on : words.house.needed) : words.house.off}
        </Badge>
      ),
    },
  ];
  return (
    <DataTable
      caption={words.house.modules}
      columns={columns}
      keyOf={({ name }) => name}
      rows={modules}
    />
  );
}
