// An address as it stands on a parcel: who receives it, and where.
import type { SavedAddress } from '../../../../server/storefront/contract-account.ts';
import { useAddressWords } from '../words/addresses.ts';

export function AddressText({ saved }: { readonly saved: SavedAddress }) {
  const words = useAddressWords();
  const { familyName = '', givenName = '', postalCode = '', prefecture = '', city = '' } = saved;
  return (
    <span className="block min-w-0 break-words">
      <span className="block font-bold">{words.name(`${familyName} ${givenName}`.trim())}</span>
      <span className="block text-sm">
        〒{postalCode} {prefecture}
        {city}
        {saved.address ?? ''}
      </span>
      <span className="block text-sm text-ink-soft">{saved.phone ?? ''}</span>
    </span>
  );
}
