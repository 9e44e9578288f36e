// Every kind of place in one table: what it can do, and the way to its orders and its stock.
import type { Answer } from '@engawa/client';
import { buttonClass } from '@engawa/ui';
import { Answered, Empty, wordFor } from '@engawa/ui/work';
import { Link } from 'react-router';
import { type Column, DataTable } from '../parts/data-table.tsx';
import { Page, Section } from '../parts/page.tsx';
import { TextLink } from '../parts/text-link.tsx';
import { useMay, useSees } from '../staff/use-may.ts';
import { useWords } from '../words/words.ts';
import { addressLine } from './address-line.ts';
import { Brands } from './brands.tsx';
import { usePlaceName, usePlaces } from './use-places.ts';

type Place = Answer<'/api/places'>['places'][number];

export function PlacesPage() {
  const words = useWords();
  const places = usePlaces();
  const mayChange = useMay('places');
  const seesDevices = useSees('devices');
  return (
    <Page
      actions={
        <span className="flex flex-wrap items-center gap-x-6 gap-y-3">
          {seesDevices && <TextLink to="/places/devices">{words.devices.title}</TextLink>}
          {mayChange && (
            <Link className={buttonClass('main')} to="/places/new">
              {words.places.openPlace}
            </Link>
          )}
        </span>
      }
      lead={words.places.lead}
      title={words.pages.places}
    >
      <Answered query={places}>
        {(data) =>
          data.places.length === 0 ? (
            <Empty hint={words.places.emptyHint} title={words.places.empty} />
          ) : (
            <Places places={data.places} />
          )
        }
      </Answered>
      <Section title={words.brands.title}>
        <Brands />
      </Section>
    </Page>
  );
}

function Places({ places }: { readonly places: readonly Place[] }) {
  const words = useWords();
  const placeName = usePlaceName();
  const columns: readonly Column<Place>[] = [
    {
      name: words.places.name,
      isHead: true,
      render: ({ id, name }) => (
        <TextLink to={`/places/${id}`}>{placeName(id) ?? name.ja}</TextLink>
      ),
    },
    { name: words.places.code, isExtra: true, render: ({ code }) => code },
    { name: words.places.kind, render: ({ kind }) => wordFor(words.places.kinds, kind) },
    {
      name: words.places.can,
      isExtra: true,
      render: ({ capabilities }) =>
        capabilities
          .map((each) => wordFor(words.places.capabilities, each))
          .join(words.moments.separator),
    },
    {
      name: words.places.address,
      render: ({ postalCode, address }) =>
        address === null ? words.common.none : addressLine(postalCode, address),
    },
    {
      name: words.places.see,
      render: ({ id }) => (
        <span className="inline-flex flex-wrap justify-end gap-x-4 md:justify-start">
          <TextLink to={`/orders?placeId=${id}`}>{words.pages.orders}</TextLink>
          <TextLink to={`/stock?placeId=${id}`}>{words.pages.stock}</TextLink>
        </span>
      ),
    },
  ];
  return (
    <DataTable
      caption={words.pages.places}
      columns={columns}
      keyOf={({ id }) => id}
      rows={places}
    />
  );
}
