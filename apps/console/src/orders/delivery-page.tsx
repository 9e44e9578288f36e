// 送料: what it costs to have an order sent, by prefecture; from which amount it is free; islands; and who sends free.
import { answerOf } from '@engawa/client';
import { Check, formatMoney } from '@engawa/ui';
import { Answered, Button } from '@engawa/ui/work';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { api } from '../api.ts';
import { Field, Save, Select, TextArea, textOf } from '../parts/form.tsx';
import { Kept } from '../parts/kept.tsx';
import { Page } from '../parts/page.tsx';
import { usePlaceName, usePlaces } from '../places/use-places.ts';
import { useMay } from '../staff/use-may.ts';
import { useSpeech, useWords } from '../words/words.ts';
import { DeliveryFees } from './delivery-fees.tsx';
import { type DeliveryTerms, newTerms, readCodes, type WordedTerms } from './delivery-terms.ts';

const key = ['orders', 'delivery-terms'] as const;

export function DeliveryPage() {
  const say = useWords().delivery;
  const [savedVersion, setSavedVersion] = useState<number>();
  const terms = useQuery({
    queryKey: key,
    queryFn: () => answerOf(api.GET('/api/orders/delivery-terms')),
  });
  return (
    <Page back="/orders" lead={say.lead} title={say.title}>
      <Answered query={terms}>
        {(known) => (
          <Kept by={null} known={known} versionOf={({ version }) => version}>
            {(base, take) => (
              <TermsForm
                isSaved={savedVersion === base.version}
                key={base.version}
                known={base}
                onSaved={(saved) => {
                  setSavedVersion(saved.version);
                  take(saved);
                }}
              />
            )}
          </Kept>
        )}
      </Answered>
    </Page>
  );
}

type FormProps = {
  readonly known: WordedTerms;
  readonly isSaved: boolean;
  readonly onSaved: (saved: WordedTerms) => void;
};

function TermsForm({ known, isSaved, onSaved }: FormProps) {
  const say = useWords().delivery;
  const mayChange = useMay('house');
  const queries = useQueryClient();
  const begin = known.terms ?? newTerms();
  const [isCharged, setCharged] = useState(known.terms !== null);
  const [fees, setFees] = useState(begin.fees.map(({ feeMinor }) => String(feeMinor)));
  const [exempt, setExempt] = useState<readonly string[]>(begin.exemptPlaceIds);
  const [wrong, setWrong] = useState<string>();
  const saving = useMutation({
    mutationFn: (terms: DeliveryTerms | null) =>
      answerOf(api.PUT('/api/orders/delivery-terms', { body: { version: known.version, terms } })),
    onSuccess: (saved) => {
      queries.setQueryData(key, saved);
      onSaved(saved);
    },
  });
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const codes = readCodes(textOf(form, 'islandCodes'));
    setWrong(codes.wrong.length === 0 ? undefined : say.codesWrong(codes.wrong.join('、')));
    if (codes.wrong.length > 0) {
      return;
    }
    const free = textOf(form, 'freeFrom');
    const terms: DeliveryTerms = {
      ...begin,
      fees: begin.fees.map(({ prefecture }, at) => ({ prefecture, feeMinor: Number(fees[at]) })),
      freeFromMinor: free === '' ? null : Number(free),
      islandMinor: Number(textOf(form, 'island')),
      islandCodes: [...codes.codes],
      isIslandFree: form.get('isIslandFree') === 'on',
      exemptPlaceIds: [...exempt],
    };
    saving.mutate(isCharged ? terms : null);
  };
  return (
    <form
      className="space-y-8 rounded-lg bg-paper p-5 shadow-rest md:p-8"
      data-form="delivery-terms"
      onSubmit={submit}
    >
      <fieldset className="space-y-8" disabled={!mayChange}>
        <Check
          checked={isCharged}
          label={say.isCharged}
          name="isCharged"
          onChange={({ target }) => setCharged(target.checked)}
        />
        {isCharged ? (
          <>
            <DeliveryFees fees={fees} onChange={(next) => setFees([...next])} />
            <Free terms={begin} />
            <Islands terms={begin} wrong={wrong} />
            <Exempt onChange={setExempt} placeIds={exempt} />
          </>
        ) : (
          <p className="text-ink-soft">{say.noFee}</p>
        )}
      </fieldset>
      {mayChange ? (
        <Save
          done={isSaved ? say.saved : undefined}
          error={saving.error}
          isPending={saving.isPending}
        />
      ) : null}
      <Summary known={known} />
    </form>
  );
}

/** What holds now, in a sentence: so that who saved sees what the shop says. */
function Summary({ known }: Pick<FormProps, 'known'>) {
  const { language } = useSpeech();
  const say = useWords().delivery;
  const { terms } = known;
  if (terms === null) {
    return <p data-part="now">{say.nowNone}</p>;
  }
  const all = terms.fees.map(({ feeMinor }) => feeMinor);
  const money = (minor: number) => formatMoney(minor, terms.currency, language);
  return (
    <p data-part="now">
      {say.now(money(Math.min(...all)), money(Math.max(...all)))}
      {terms.freeFromMinor === null ? '' : say.nowFree(money(terms.freeFromMinor))}
    </p>
  );
}

function Free({ terms }: { readonly terms: DeliveryTerms }) {
  const say = useWords().delivery;
  return (
    <div className="max-w-md">
      <Field
        defaultValue={terms.freeFromMinor ?? ''}
        hint={say.freeFromHint}
        inputMode="numeric"
        label={say.freeFrom}
        max={1_000_000_000}
        min={1}
        name="freeFrom"
        type="number"
      />
    </div>
  );
}

function Islands({
  terms,
  wrong,
}: {
  readonly terms: DeliveryTerms;
  readonly wrong?: string | undefined;
}) {
  const say = useWords().delivery;
  return (
    <fieldset className="max-w-2xl space-y-4">
      <legend className="mb-1 font-bold">{say.islands}</legend>
      <p className="text-ink-soft text-sm">{say.islandsLead}</p>
      <Field
        defaultValue={terms.islandMinor}
        inputMode="numeric"
        isMarked={false}
        label={say.island}
        max={1_000_000}
        min={0}
        name="island"
        required
        type="number"
      />
      <TextArea
        defaultValue={terms.islandCodes.join(' ')}
        error={wrong}
        hint={say.islandCodesHint}
        label={say.islandCodes}
        maxLength={2000}
        name="islandCodes"
      />
      <Check defaultChecked={terms.isIslandFree} label={say.isIslandFree} name="isIslandFree" />
    </fieldset>
  );
}

type ExemptProps = {
  readonly placeIds: readonly string[];
  readonly onChange: (placeIds: readonly string[]) => void;
};

function Exempt({ placeIds, onChange }: ExemptProps) {
  const say = useWords().delivery;
  const places = usePlaces();
  const placeName = usePlaceName();
  const others = (places.data?.places ?? []).filter(
    ({ id, capabilities }) => capabilities.includes('sells') && !placeIds.includes(id),
  );
  return (
    <fieldset className="max-w-2xl space-y-4">
      <legend className="mb-1 font-bold">{say.exempt}</legend>
      <p className="text-ink-soft text-sm">{say.exemptLead}</p>
      <ul className="space-y-2">
        {placeIds.map((id) => (
          <li className="flex flex-wrap items-center gap-3" key={id}>
            <span className="min-w-0 flex-1">{placeName(id) ?? id}</span>
            <Button onClick={() => onChange(placeIds.filter((each) => each !== id))}>
              {say.remove}
            </Button>
          </li>
        ))}
      </ul>
      <Select
        label={say.addPlace}
        name="addPlace"
        onChange={({ target }) =>
          target.value === '' ? undefined : onChange([...placeIds, target.value])
        }
        value=""
      >
        <option value="">{say.choosePlace}</option>
        {others.map(({ id, code }) => (
          <option key={id} value={id}>
            {placeName(id) ?? code}
          </option>
        ))}
      </Select>
    </fieldset>
  );
}
