// The fields that a new member and a change of one have in common: role with what it may do, place, PIN.
import { Field as SharedField } from '@engawa/ui';
import { Button, wordFor } from '@engawa/ui/work';
import { useId, useRef, useState } from 'react';
import { Select } from '../parts/form.tsx';
import { usePlaceName, usePlaces } from '../places/use-places.ts';
import { useWords } from '../words/words.ts';
import { drawPin, roles } from './use-members.ts';

export function RoleField({ initial }: { readonly initial: string }) {
  const words = useWords();
  const [role, setRole] = useState(initial);
  return (
    <Select
      hint={wordFor(words.staff.roleHelp, role)}
      label={words.staff.role}
      name="role"
      onChange={(event) => setRole(event.target.value)}
      value={role}
    >
      {roles.map((each) => (
        <option key={each} value={each}>
          {wordFor(words.house.roles, each)}
        </option>
      ))}
    </Select>
  );
}

export function PlaceField({ initial }: { readonly initial: string | null }) {
  const words = useWords();
  const places = usePlaces();
  const placeName = usePlaceName();
  const list = places.data?.places ?? [];
  return (
    <Select defaultValue={initial ?? ''} key={list.length} label={words.staff.place} name="placeId">
      <option value="">{words.staff.everywhere}</option>
      {list.map(({ id, code }) => (
        <option key={id} value={id}>
          {placeName(id) ?? code}
        </option>
      ))}
    </Select>
  );
}

/** Seen while it is typed, since it has to be told to somebody; a button draws one. */
export function PinField({ isRequired = false }: { readonly isRequired?: boolean }) {
  const words = useWords();
  const id = useId();
  const input = useRef<HTMLInputElement>(null);
  const draw = () => {
    if (input.current !== null) {
      input.current.value = drawPin();
      input.current.focus();
    }
  };
  return (
    <div className="space-y-2">
      <SharedField
        autoComplete="off"
        hint={words.staff.pinHint}
        id={id}
        inputMode="numeric"
        label={words.staff.pin}
        maxLength={8}
        minLength={4}
        name="pin"
        pattern="[0-9]{4,8}"
        ref={input}
        required={isRequired}
      />
      <Button onClick={draw}>{words.staff.draw}</Button>
    </div>
  );
}
