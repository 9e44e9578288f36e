// The terms of an account as fields, for a new company and for one that is known.
import { majorOf } from '@engawa/ui';
import { Field, Select } from '../parts/form.tsx';
import { useSpeech, useWords } from '../words/words.ts';
import { type Terms, usePriceLists } from './use-accounts.ts';

type TermsFieldsProps = {
  /** As it is now; of a new company the usual: end of month, paid at the end of the next. */
  readonly terms?: Terms;
  readonly currency: string;
};

export function TermsFields({ terms, currency }: TermsFieldsProps) {
  const words = useWords();
  const say = words.wholesale;
  const { language } = useSpeech();
  const lists = usePriceLists().data?.priceLists ?? [];
  return (
    <div className="grid gap-5 md:grid-cols-2">
      <Select
        defaultValue={terms?.priceListId ?? ''}
        key={lists.length}
        label={say.priceList}
        name="priceListId"
      >
        <option value="">{say.generalPrices}</option>
        {lists.map(({ id, nameJa, nameEn, isTaxIncluded }) => (
          <option key={id} value={id}>
            {language === 'en' ? (nameEn ?? nameJa) : nameJa}
            {isTaxIncluded ? '' : ` (${say.withoutTax})`}
          </option>
        ))}
      </Select>
      <Field
        defaultValue={terms === undefined ? '' : String(majorOf(terms.creditLimitMinor, currency))}
        inputMode="decimal"
        label={`${say.limit} (${currency})`}
        name="creditLimit"
        pattern="[0-9.]+"
        required
      />
      <Field
        defaultValue={terms?.closingDay ?? 31}
        hint={say.lastDay}
        label={say.closing}
        max={31}
        min={1}
        name="closingDay"
        required
        type="number"
      />
      <Field
        defaultValue={terms?.dueMonths ?? 1}
        label={say.dueMonths}
        max={12}
        min={0}
        name="dueMonths"
        required
        type="number"
      />
      <Field
        defaultValue={terms?.dueDay ?? 31}
        hint={say.lastDay}
        label={say.dueDay}
        max={31}
        min={1}
        name="dueDay"
        required
        type="number"
      />
    </div>
  );
}
