// A choice of the menu: how many can be picked, and its options with prices, allergens and what goes not together.
import { answerOf } from '@engawa/client';
import { Answered, Button } from '@engawa/ui/work';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type SubmitEvent, useState } from 'react';
import { useNavigate, useParams } from 'react-router';
import { api } from '../api.ts';
import { NotFoundPage } from '../frame/not-found-page.tsx';
import { Field, Save, textOf } from '../parts/form.tsx';
import { Page } from '../parts/page.tsx';
import { useSpeech, useWords } from '../words/words.ts';
import {
  type AllergenCode,
  menuQuery,
  named,
  type Option,
  type OptionGroup,
} from './kitchen-query.ts';
import { OptionFields } from './option-fields.tsx';

export function NewGroupPage() {
  const { kitchen } = useWords();
  const menu = useQuery(menuQuery);
  return (
    <Page back="/kitchen" lead={kitchen.groupLead} title={kitchen.newGroup}>
      <Answered query={menu}>{({ groups }) => <GroupForm groups={groups} />}</Answered>
    </Page>
  );
}

export function GroupPage() {
  const { kitchen } = useWords();
  const { language } = useSpeech();
  const { code = '' } = useParams();
  const menu = useQuery(menuQuery);
  return (
    <Answered query={menu}>
      {({ groups }) => {
        const group = groups.find((each) => each.code === code);
        return group === undefined ? (
          <NotFoundPage />
        ) : (
          <Page back="/kitchen" lead={kitchen.groupLead} title={named(group, language)}>
            <GroupForm groups={groups} key={code} known={group} />
          </Page>
        );
      }}
    </Answered>
  );
}

/** An option while it is edited; `id` is who it is for the page. */
export type EditedOption = Omit<Option, 'key'> & { readonly id: number };

const blank = { code: '', nameJa: '', nameEn: '', priceMinor: 0, isUsual: false };
const optionsMax = 50;

function toEdit(option: Option, id: number): EditedOption {
  const { key: _, ...rest } = option;
  return { ...rest, id };
}

function toSend(option: EditedOption) {
  const { id: _, ...rest } = option;
  return {
    ...rest,
    adds: option.adds as AllergenCode[],
    removes: option.removes as AllergenCode[],
  };
}

function newOption(id: number): EditedOption {
  return { ...blank, id, adds: [], removes: [], excludes: [] };
}

type FormProps = { readonly groups: readonly OptionGroup[]; readonly known?: OptionGroup };

function GroupForm({ groups, known }: FormProps) {
  const { kitchen } = useWords();
  const navigate = useNavigate();
  const queries = useQueryClient();
  const [options, setOptions] = useState<readonly EditedOption[]>(
    known?.options.map(toEdit) ?? [newOption(0)],
  );
  const saving = useMutation({
    mutationFn: (form: FormData) => save(form, options, known?.code),
    onSuccess: async (code) => {
      await queries.invalidateQueries({ queryKey: ['kitchen'] });
      await navigate(`/kitchen/groups/${code}`, { replace: true });
    },
  });
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    saving.mutate(new FormData(event.currentTarget));
  };
  const put = (id: number, part: Partial<EditedOption>) =>
    setOptions((before) => before.map((each) => (each.id === id ? { ...each, ...part } : each)));
  const add = () => {
    const last = Math.max(-1, ...options.map(({ id }) => id));
    setOptions([...options, newOption(last + 1)]);
  };
  const others = groups.filter(({ code }) => code !== known?.code);
  return (
    <form className="max-w-4xl space-y-6" data-form="option-group" onSubmit={submit}>
      <div className="grid gap-5 rounded-lg bg-paper p-5 shadow-rest md:grid-cols-2 md:p-8">
        <GroupFields known={known} />
      </div>
      {options.map((option, at) => (
        <OptionFields
          at={at}
          key={option.id}
          onChange={(part) => put(option.id, part)}
          option={option}
          others={others}
          remove={
            options.length > 1
              ? () => setOptions(options.filter(({ id }) => id !== option.id))
              : undefined
          }
        />
      ))}
      {options.length < optionsMax && (
        <Button data-act="add-option" onClick={add}>
          {kitchen.addOption}
        </Button>
      )}
      <Save
        done={saving.isSuccess ? kitchen.saved : undefined}
        error={saving.error}
        isPending={saving.isPending}
      />
    </form>
  );
}

function GroupFields({ known }: { readonly known: OptionGroup | undefined }) {
  const { kitchen } = useWords();
  const number = (name: 'picksMin' | 'picksMax' | 'position', label: string, begin: number) => (
    <Field
      defaultValue={known?.[name] ?? begin}
      label={label}
      max={name === 'position' ? '1000' : '20'}
      min={name === 'picksMax' ? '1' : '0'}
      name={name}
      required
      type="number"
    />
  );
  return (
    <>
      <Field
        defaultValue={known?.nameJa}
        label={kitchen.nameJa}
        maxLength={60}
        name="nameJa"
        required
      />
      <Field
        defaultValue={known?.nameEn}
        label={kitchen.nameEn}
        maxLength={60}
        name="nameEn"
        required
      />
      {known === undefined && (
        <Field
          autoCapitalize="none"
          label={kitchen.code}
          maxLength={30}
          name="code"
          pattern="[a-z][a-z0-9_]*"
          required
          spellCheck={false}
        />
      )}
      {number('picksMin', kitchen.picksMin, 0)}
      {number('picksMax', kitchen.picksMax, 1)}
      {number('position', kitchen.position, 0)}
    </>
  );
}

/** Answers the code. */
async function save(
  form: FormData,
  options: readonly EditedOption[],
  known: string | undefined,
): Promise<string> {
  const code = known ?? textOf(form, 'code');
  await answerOf(
    api.PUT('/api/kitchen/groups/{code}', {
      params: { path: { code }, header: { 'idempotency-key': crypto.randomUUID() } },
      body: {
        nameJa: textOf(form, 'nameJa'),
        nameEn: textOf(form, 'nameEn'),
        picksMin: Number(textOf(form, 'picksMin')),
        picksMax: Number(textOf(form, 'picksMax')),
        position: Number(textOf(form, 'position')),
        options: options.map(toSend),
      },
    }),
  );
  return code;
}
