// Menus of the cafés: what is made, which choices there are, and where; each with the way to change it.
import { Badge, formatMoney } from '@engawa/ui';
import { Answered } from '@engawa/ui/work';
import { useQuery } from '@tanstack/react-query';
import { type Column, DataTable } from '../parts/data-table.tsx';
import { Page, Section } from '../parts/page.tsx';
import { TextLink } from '../parts/text-link.tsx';
import { usePlaceName, usePlaces } from '../places/use-places.ts';
import { useMay } from '../staff/use-may.ts';
import { useSpeech, useWords } from '../words/words.ts';
import {
  allergensQuery,
  type Cafe,
  cafesQuery,
  type MenuItem,
  menuQuery,
  named,
  type OptionGroup,
} from './kitchen-query.ts';

export function KitchenPage() {
  const { kitchen, pages } = useWords();
  const menu = useQuery(menuQuery);
  const mayWrite = useMay('kitchen');
  return (
    <Page lead={kitchen.lead} title={pages.kitchen}>
      <Answered query={menu}>
        {(data) => (
          <>
            <Section title={kitchen.items}>
              <Items items={data.items} />
              {mayWrite && (
                <p className="mt-5">
                  <TextLink to="/kitchen/items/new">{kitchen.newItem}</TextLink>
                </p>
              )}
            </Section>
            <Section title={kitchen.groups}>
              <Groups groups={data.groups} />
              {mayWrite && (
                <p className="mt-5">
                  <TextLink to="/kitchen/groups/new">{kitchen.newGroup}</TextLink>
                </p>
              )}
            </Section>
          </>
        )}
      </Answered>
      <Section title={kitchen.cafes}>
        <Cafes />
      </Section>
    </Page>
  );
}

function Items({ items }: { readonly items: readonly MenuItem[] }) {
  const { kitchen } = useWords();
  const { language } = useSpeech();
  const allergens = useQuery(allergensQuery);
  const nameOf = (code: string) =>
    allergens.data?.allergens.find((each) => each.code === code)?.[language] ?? code;
  const money = (minor: number | null, currency: string) =>
    minor === null ? kitchen.noPrice : formatMoney(minor, currency, language);
  const columns: readonly Column<MenuItem>[] = [
    {
      name: kitchen.item,
      isHead: true,
      render: (item) => (
        <TextLink to={`/kitchen/items/${item.itemId}`}>{named(item, language)}</TextLink>
      ),
    },
    {
      name: kitchen.inPrice,
      isNumber: true,
      render: ({ inPriceMinor, currency }) => money(inPriceMinor, currency),
    },
    {
      name: kitchen.outPrice,
      isNumber: true,
      render: ({ inPriceMinor, outPriceMinor, currency }) =>
        money(outPriceMinor ?? inPriceMinor, currency),
    },
    { name: kitchen.station, render: ({ station }) => station },
    {
      name: kitchen.allergens,
      isExtra: true,
      render: ({ allergens: codes }) =>
        codes.length === 0
          ? kitchen.noAllergens
          : codes.map(nameOf).join(language === 'en' ? ', ' : '・'),
    },
    {
      name: kitchen.state,
      render: ({ isActive, isSold }) => (
        <Badge tone={isActive && isSold ? 'here' : 'quiet'}>
          {isActive ? (isSold ? kitchen.onMenu : kitchen.notSold) : kitchen.offMenu}
        </Badge>
      ),
    },
  ];
  return items.length === 0 ? (
    <p className="text-ink-soft">{kitchen.noItems}</p>
  ) : (
    <DataTable
      caption={kitchen.items}
      columns={columns}
      keyOf={({ itemId }) => itemId}
      rows={items}
    />
  );
}

function Groups({ groups }: { readonly groups: readonly OptionGroup[] }) {
  const { kitchen } = useWords();
  const { language } = useSpeech();
  const columns: readonly Column<OptionGroup>[] = [
    {
      name: kitchen.group,
      isHead: true,
      render: (group) => (
        <TextLink to={`/kitchen/groups/${group.code}`}>{named(group, language)}</TextLink>
      ),
    },
    {
      name: kitchen.picks,
      render: ({ picksMin, picksMax }) => kitchen.picksSaid(picksMin, picksMax),
    },
    {
      name: kitchen.options,
      render: ({ options }) =>
        options.map((option) => named(option, language)).join(language === 'en' ? ', ' : '・'),
    },
  ];
  return groups.length === 0 ? (
    <p className="text-ink-soft">{kitchen.noGroups}</p>
  ) : (
    <DataTable
      caption={kitchen.groups}
      columns={columns}
      keyOf={({ code }) => code}
      rows={groups}
    />
  );
}

/** Those that take orders ahead, and places with a kitchen that do not yet. */
function Cafes() {
  const { kitchen } = useWords();
  const { language } = useSpeech();
  const cafes = useQuery(cafesQuery);
  const places = usePlaces();
  const placeName = usePlaceName();
  const mayWrite = useMay('kitchen');
  const columns: readonly Column<Cafe>[] = [
    {
      name: kitchen.cafe,
      isHead: true,
      render: (cafe) => (
        <TextLink to={`/kitchen/shops/${cafe.placeId}`}>{named(cafe, language)}</TextLink>
      ),
    },
    {
      name: kitchen.stations,
      render: ({ stations }) =>
        stations.map((each) => named(each, language)).join(language === 'en' ? ', ' : '・'),
    },
    {
      name: kitchen.slotMinutes,
      isNumber: true,
      isExtra: true,
      render: (cafe) => cafe.slotMinutes,
    },
    { name: kitchen.soldOut, isNumber: true, render: ({ pauses }) => pauses.length },
    {
      name: kitchen.state,
      render: ({ isActive, pauses }) => {
        const isPaused = pauses.some(({ what }) => what === 'shop');
        return (
          <Badge tone={isPaused ? 'now' : isActive ? 'here' : 'quiet'}>
            {isPaused ? kitchen.paused : isActive ? kitchen.takesOrders : kitchen.takesNone}
          </Badge>
        );
      },
    },
  ];
  return (
    <Answered query={cafes}>
      {({ shops }) => {
        const others = (places.data?.places ?? []).filter(
          ({ id, capabilities }) =>
            capabilities.includes('cooks') && !shops.some(({ placeId }) => placeId === id),
        );
        return (
          <>
            {shops.length === 0 && <p className="text-ink-soft">{kitchen.noCafes}</p>}
            {shops.length > 0 && (
              <DataTable
                caption={kitchen.cafes}
                columns={columns}
                keyOf={({ placeId }) => placeId}
                rows={shops}
              />
            )}
            {mayWrite && others.length > 0 && (
              <div className="mt-5">
                <h3 className="text-ink-soft text-sm">{kitchen.couldTake}</h3>
                <ul className="mt-1 flex flex-wrap gap-x-6">
                  {others.map(({ id, code }) => (
                    <li key={id}>
                      <TextLink to={`/kitchen/shops/${id}`}>{placeName(id) ?? code}</TextLink>
                    </li>
                  ))}
                </ul>
              </div>
            )}
          </>
        );
      }}
    </Answered>
  );
}
