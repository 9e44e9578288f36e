// An item of the menu: where and how long it is made, its choices and allergens, and what it costs taken out. Its name and
// the price of eating in are the catalogue's.
import { answerOf } from '@engawa/client';
import { formatMoney, majorOf, minorOf } from '@engawa/ui';
import { Answered } from '@engawa/ui/work';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type SubmitEvent, useState } from 'react';
import { useNavigate, useParams } from 'react-router';
import { api } from '../api.ts';
import { NotFoundPage } from '../frame/not-found-page.tsx';
import { ItemInput } from '../offers/goods-input.tsx';
import { Field, Save, textOf } from '../parts/form.tsx';
import { Page } from '../parts/page.tsx';
import { TextLink } from '../parts/text-link.tsx';
import { useSpeech, useWords } from '../words/words.ts';
import { AllergenChecks } from './allergen-checks.tsx';
import {
  type AllergenCode,
  cafesQuery,
  type MenuItem,
  type MenuSettings,
  menuQuery,
  named,
} from './kitchen-query.ts';

export function NewMenuItemPage() {
  const { kitchen } = useWords();
  const menu = useQuery(menuQuery);
  return (
    <Page back="/kitchen" lead={kitchen.newItemLead} title={kitchen.newItem}>
      <Answered query={menu}>{(data) => <ItemForm menu={data} />}</Answered>
    </Page>
  );
}

export function MenuItemPage() {
  const { kitchen } = useWords();
  const { language } = useSpeech();
  const { itemId = '' } = useParams();
  const menu = useQuery(menuQuery);
  return (
    <Answered query={menu}>
      {(data) => {
        const item = data.items.find((each) => each.itemId === itemId);
        return item === undefined ? (
          <NotFoundPage />
        ) : (
          <Page
            back="/kitchen"
            lead={
              <>
                {item.inPriceMinor === null
                  ? kitchen.noPrice
                  : kitchen.inPriceSaid(
                      formatMoney(item.inPriceMinor, item.currency, language),
                    )}{' '}
                <TextLink to={`/catalog/items/${itemId}`}>{kitchen.toCatalog}</TextLink>
              </>
            }
            title={named(item, language)}
          >
            <ItemForm key={itemId} known={item} menu={data} />
          </Page>
        );
      }}
    </Answered>
  );
}

type FormProps = { readonly menu: MenuSettings; readonly known?: MenuItem };

function ItemForm({ menu, known }: FormProps) {
  const { kitchen } = useWords();
  const { language } = useSpeech();
  const navigate = useNavigate();
  const queries = useQueryClient();
  const [itemId, setItemId] = useState(known?.itemId ?? '');
  const [groups, setGroups] = useState<readonly string[]>(known?.groups ?? []);
  const [allergens, setAllergens] = useState<readonly string[]>(known?.allergens ?? []);
  const stations = useStations(menu);
  const currency = known?.currency ?? 'JPY';
  const saving = useMutation({
    mutationFn: (form: FormData) => save(itemId, form, { groups, allergens, currency }),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: ['kitchen'] });
      await navigate(`/kitchen/items/${itemId}`, { replace: true });
    },
  });
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (itemId !== '') {
      saving.mutate(new FormData(event.currentTarget));
    }
  };
  return (
    <form
      className="max-w-4xl space-y-6 rounded-lg bg-paper p-5 shadow-rest md:p-8"
      data-form="menu-item"
      onSubmit={submit}
    >
      {known === undefined && (
        <ItemInput
          label={kitchen.chooseItem}
          onChange={(id) => setItemId(String(id))}
          value={itemId}
        />
      )}
      <div className="grid gap-5 md:grid-cols-2">
        <MadeFields known={known} stations={stations} />
        <Field
          defaultValue={
            known?.outPriceMinor === null || known === undefined
              ? ''
              : majorOf(known.outPriceMinor, currency)
          }
          hint={kitchen.outPriceHint}
          inputMode="decimal"
          label={kitchen.outPriceIn(currency)}
          min="0"
          name="outPrice"
          type="number"
        />
        <Field
          defaultValue={known?.position ?? 0}
          label={kitchen.position}
          max="100000"
          min="0"
          name="position"
          required
          type="number"
        />
        <fieldset className="md:col-span-2">
          <legend className="mb-1 font-bold">{kitchen.groups}</legend>
          {menu.groups.length === 0 && <p className="text-ink-soft">{kitchen.noGroups}</p>}
          <div className="flex flex-wrap gap-x-5 gap-y-1">
            {menu.groups.map((group) => (
              <label className="inline-flex min-h-11 items-center gap-2" key={group.code}>
                <input
                  checked={groups.includes(group.code)}
                  className="size-5"
                  name={`group-${group.code}`}
                  onChange={({ target }) =>
                    setGroups(
                      target.checked
                        ? [...groups, group.code]
                        : groups.filter((each) => each !== group.code),
                    )
                  }
                  type="checkbox"
                />
                {named(group, language)}
              </label>
            ))}
          </div>
        </fieldset>
        <AllergenChecks chosen={allergens} label={kitchen.allergens} onChange={setAllergens} />
        <Tick isOn={known?.isReducedOut ?? true} label={kitchen.isReducedOut} name="isReducedOut" />
        <Tick isOn={known?.isActive ?? true} label={kitchen.isActive} name="isActive" />
      </div>
      {known === undefined && itemId === '' && (
        <p className="text-ink-soft text-sm">{kitchen.chooseFirst}</p>
      )}
      <Save
        done={saving.isSuccess ? kitchen.saved : undefined}
        error={saving.error}
        isPending={saving.isPending}
      />
    </form>
  );
}

/** Stations that a café has, by code, in the reader's language. */
function useStations(menu: MenuSettings): ReadonlyMap<string, string> {
  const { language } = useSpeech();
  const cafes = useQuery(cafesQuery);
  const ofItems = menu.items.map(({ station }): [string, string] => [station, station]);
  const ofCafes = (cafes.data?.shops ?? []).flatMap(({ stations }) =>
    stations.map((each): [string, string] => [each.code, named(each, language)]),
  );
  return new Map([...ofItems, ...ofCafes]);
}

function MadeFields({
  known,
  stations,
}: {
  readonly known: MenuItem | undefined;
  readonly stations: ReadonlyMap<string, string>;
}) {
  const { kitchen } = useWords();
  const suggested = [...stations].map(([code, name]) =>
    name === code ? code : `${code} (${name})`,
  );
  return (
    <>
      <Field
        autoCapitalize="none"
        autoComplete="off"
        defaultValue={known?.station ?? [...stations.keys()][0] ?? 'bar'}
        hint={kitchen.stationHint(suggested.join(', '))}
        label={kitchen.stationCode}
        maxLength={30}
        name="station"
        pattern="[a-z][a-z0-9_]*"
        required
      />
      <Field
        defaultValue={known?.prepareSeconds ?? 60}
        label={kitchen.prepareSeconds}
        max="7200"
        min="0"
        name="prepareSeconds"
        required
        type="number"
      />
      <Field
        defaultValue={known?.units ?? 1}
        hint={kitchen.unitsHint}
        label={kitchen.units}
        max="100"
        min="1"
        name="units"
        required
        type="number"
      />
    </>
  );
}

export function Tick({
  name,
  label,
  isOn,
}: {
  readonly name: string;
  readonly label: string;
  readonly isOn: boolean;
}) {
  return (
    <label className="inline-flex min-h-11 items-center gap-2">
      <input className="size-5" defaultChecked={isOn} name={name} type="checkbox" />
      {label}
    </label>
  );
}

type Chosen = {
  readonly groups: readonly string[];
  readonly allergens: readonly string[];
  readonly currency: string;
};

function save(itemId: string, form: FormData, { groups, allergens, currency }: Chosen) {
  const outPrice = textOf(form, 'outPrice');
  return answerOf(
    api.PUT('/api/kitchen/items/{itemId}', {
      params: { path: { itemId }, header: { 'idempotency-key': crypto.randomUUID() } },
      body: {
        station: textOf(form, 'station'),
        prepareSeconds: Number(textOf(form, 'prepareSeconds')),
        units: Number(textOf(form, 'units')),
        groups: [...groups],
        allergens: allergens as AllergenCode[],
        outPriceMinor: outPrice === '' ? null : minorOf(outPrice, currency),
        isReducedOut: form.has('isReducedOut'),
        position: Number(textOf(form, 'position')),
        isActive: form.has('isActive'),
      },
    }),
  );
}
