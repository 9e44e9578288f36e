// Who she is, for whoever is not signed in: a name and one way to reach her.
import { Field } from '@engawa/ui';

type Props = {
  readonly words: Readonly<
    Record<'name' | 'nameHint' | 'email' | 'emailHint' | 'phone' | 'either', string>
  >;
};

export function WhoFields({ words }: Props) {
  return (
    <>
      <Field
        autoComplete="name"
        hint={words.nameHint}
        label={words.name}
        maxLength={100}
        name="name"
        required
      />
      <Field
        autoComplete="email"
        hint={words.emailHint}
        label={words.email}
        maxLength={254}
        name="email"
        type="email"
      />
      <Field
        autoComplete="tel"
        hint={words.either}
        label={words.phone}
        maxLength={30}
        name="phone"
        type="tel"
      />
    </>
  );
}
