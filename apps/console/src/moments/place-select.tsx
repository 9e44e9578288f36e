import { Select } from '../parts/form.tsx';
import { usePlaceName, usePlaces } from '../places/use-places.ts';

type PlaceSelectProps = { readonly label: string; readonly none: string };

/** A place, or none. */
export function PlaceSelect({ label, none }: PlaceSelectProps) {
  const places = usePlaces();
  const placeName = usePlaceName();
  return (
    <Select label={label} name="placeId">
      <option value="">{none}</option>
      {(places.data?.places ?? []).map(({ id, code }) => (
        <option key={id} value={id}>
          {placeName(id) ?? code}
        </option>
      ))}
    </Select>
  );
}
