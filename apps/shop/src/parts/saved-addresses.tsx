// Her addresses at the checkout and for a gift: one tap fills the form with whoever receives it there. Without scripts the usual one is
// filled in already, and the fields are hers to change.
import type { MouseEvent } from 'react';
import { Link } from 'react-router';
import { toFields } from '../../../../server/storefront/address-fields.ts';
import type { SavedAddress } from '../../../../server/storefront/contract-account.ts';
import { useAddressWords } from '../words/addresses.ts';
import { AddressText } from './address-text.tsx';

type Props = {
  readonly addresses: readonly SavedAddress[];
  /** What an address fills, by the names of the fields: those of the checkout unless told. */
  readonly toValues?: (saved: SavedAddress) => Readonly<Record<string, string>>;
};

export function SavedAddresses({ addresses, toValues = toFields }: Props) {
  const words = useAddressWords();
  if (addresses.length === 0) {
    return null;
  }
  const choose = (event: MouseEvent<HTMLButtonElement>, saved: SavedAddress) => {
    const { form } = event.currentTarget;
    for (const [name, value] of Object.entries(toValues(saved))) {
      const field = form?.elements.namedItem(name);
      if (field instanceof HTMLInputElement || field instanceof HTMLSelectElement) {
        field.value = value;
      }
    }
  };
  return (
    <div>
      <p className="font-bold" id="saved-addresses">
        {words.choose}
      </p>
      <ul aria-labelledby="saved-addresses" className="mt-2 grid gap-3 md:grid-cols-2">
        {addresses.map((saved) => (
          <li key={saved.id}>
            <button
              type="button"
              data-address={saved.id}
              className="size-full rounded-md border border-edge p-3 text-left hover:bg-shade active:border-ai active:bg-ai-mist"
              onClick={(event) => choose(event, saved)}
            >
              <AddressText saved={saved} />
            </button>
          </li>
        ))}
      </ul>
      <Link
        to="/account/addresses"
        className="mt-1 inline-flex min-h-11 items-center text-sm text-ai underline underline-offset-4"
      >
        {words.edit}
      </Link>
    </div>
  );
}
