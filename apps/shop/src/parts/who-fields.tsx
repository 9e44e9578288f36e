// Who she is, for whoever is not signed in: a name and one way to reach her.
import { Field } from '@engawa/ui';
import { fieldsOf, type SentBack } from '../typed.tsx';

type Props = {
  /** The form as it was refused. */
  readonly back: SentBack | undefined;
  readonly words: Readonly<
    Record<'name' | 'nameHint' | 'email' | 'emailHint' | 'phone' | 'either', string>
  >;
};

export function WhoFields({ words, back }: Props) {
  const bind = fieldsOf(back);
  return (
    <>
      <Field
        autoComplete="name"
        hint={words.nameHint}
        label={words.name}
        maxLength={100}
        {...bind('name')}
        required
      />
      <Field
        autoComplete="email"
        hint={words.emailHint}
        label={words.email}
        maxLength={254}
        {...bind('email')}
        type="email"
      />
      <Field
        autoComplete="tel"
        hint={words.either}
        label={words.phone}
        maxLength={30}
        {...bind('phone')}
        type="tel"
      />
    </>
  );
}
