// The form: how to receive it, who she is, where to, how to pay. The browser's own help (autofill, keyboards) is
// asked for by name; what is wrong is said by the server, above the field and in one list at the top.
import { Button, Field, FieldError, Select, useLanguage } from '@engawa/ui';
import { type ReactNode, useEffect, useRef } from 'react';
import { Form, useRouteLoaderData } from 'react-router';
import type { CheckoutPage } from '../../../../server/storefront/contract.ts';
import type {
  CheckoutErrors,
  CheckoutField,
  CheckoutForm as FormValues,
} from '../../../../server/storefront/contract-checkout.ts';
import { prefectures } from '../../../../server/storefront/prefectures.ts';
import type { RootData } from '../root.tsx';
import { useWords } from '../words/use-words.ts';
import { Choice } from './choice.tsx';
import { SavedAddresses } from './saved-addresses.tsx';
import { Steps } from './steps.tsx';

type Props = {
  readonly page: CheckoutPage;
  /** The shop she chose as hers. */
  readonly mine: string | null;
  /** How she came to be here: to collect it, or to have it sent. */
  readonly way: 'pickup' | 'delivery' | null;
  readonly form: FormValues | undefined;
  readonly errors: CheckoutErrors;
  readonly orderId: string;
};

export function CheckoutForm({ page, mine, way, form, errors, orderId }: Props) {
  const words = useWords();
  const root = useRouteLoaderData<RootData>('root');
  const value = (name: CheckoutField) => form?.[name] ?? page.known[name] ?? '';
  const bind = (name: CheckoutField) => ({ name, defaultValue: value(name), error: errors[name] });
  const { checkout } = words;
  return (
    <div className="mx-auto max-w-2xl">
      <h1 className="pt-6 text-2xl font-bold">{checkout.title}</h1>
      <Steps current="form" />
      {root?.frame.isSignedIn === true ? null : (
        <p className="mb-6 text-ink-soft">{checkout.guest}</p>
      )}
      <Mend errors={errors} />
      <Form method="post" noValidate className="space-y-10">
        <input type="hidden" name="orderId" value={orderId} />
        <Part title={checkout.way}>
          <Ways page={page} mine={mine} way={way} form={form} errors={errors} />
        </Part>
        <Part title={checkout.contact}>
          <Person bind={bind} />
        </Part>
        <div className="only-delivery">
          <Part title={checkout.address}>
            <SavedAddresses addresses={page.addresses} />
            <Address bind={bind} />
          </Part>
        </div>
        <Part title={checkout.payment}>
          <Payment form={form} error={errors.payment} hasCards={page.canPayByCard} />
          <Field
            label={checkout.coupon}
            {...bind('coupon')}
            maxLength={50}
            autoComplete="off"
            autoCapitalize="characters"
          />
          <Field label={checkout.note} {...bind('note')} maxLength={500} />
        </Part>
        <Button name="step" value="check" isWide>
          {checkout.toConfirm}
        </Button>
      </Form>
    </div>
  );
}

function Part({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  return (
    <fieldset className="space-y-5 rounded-lg bg-paper p-5 shadow-rest md:p-8">
      <legend className="float-left mb-5 w-full text-xl font-bold">{title}</legend>
      <div className="clear-both space-y-5">{children}</div>
    </fieldset>
  );
}

/** One list of what to mend, read out and focused, each line leading to its field. */
function Mend({ errors }: { readonly errors: CheckoutErrors }) {
  const words = useWords();
  const box = useRef<HTMLDivElement>(null);
  const wrong = Object.entries(errors);
  useEffect(() => {
    if (wrong.length > 0) {
      box.current?.focus();
    }
  }, [wrong.length]);
  return wrong.length === 0 ? null : (
    <div
      ref={box}
      tabIndex={-1}
      // Before any script the browser itself goes to it.
      {...{ autoFocus: true }}
      role="alert"
      className="mb-8 rounded-md border-2 border-kaki bg-kaki-mist p-4"
    >
      <h2 className="font-bold">{words.checkout.mend}</h2>
      <ul className="mt-1 list-disc pl-6">
        {wrong.map(([name, sentence]) => (
          <li key={name}>
            <a href={`#${name}`} className="underline underline-offset-2">
              {sentence}
            </a>
          </li>
        ))}
      </ul>
    </div>
  );
}

function Ways({ page, mine, way: asked, form, errors }: Omit<Props, 'orderId'>) {
  const { checkout } = useWords();
  const canPickUp = page.places.length > 0;
  const way = form?.way || asked || (canPickUp ? 'pickup' : 'delivery');
  const usual = page.places.find(({ id }) => id === mine) ?? page.places[0];
  return (
    <>
      <div id="way" className="grid gap-3 md:grid-cols-2">
        {errors.way === undefined ? null : <FieldError id="way-error">{errors.way}</FieldError>}
        {canPickUp ? (
          <Choice
            name="way"
            value="pickup"
            title={checkout.pickup}
            more={checkout.pickupMore}
            isChosen={way === 'pickup'}
          />
        ) : null}
        {page.canDeliver ? (
          <Choice
            name="way"
            value="delivery"
            title={checkout.delivery}
            more={checkout.deliveryMore}
            isChosen={way === 'delivery'}
          />
        ) : null}
      </div>
      {canPickUp ? (
        <div className="only-pickup">
          <Select
            label={checkout.place}
            name="place"
            required
            defaultValue={form?.place || (usual?.hasAll === true ? usual.id : '')}
            error={errors.place}
          >
            <option value="">{checkout.chooseShop}</option>
            {page.places.map(({ id, name, hasAll }) => (
              <option key={id} value={id}>
                {`${name} – ${hasAll ? checkout.hasAll : checkout.hasNotAll}`}
              </option>
            ))}
          </Select>
        </div>
      ) : (
        <p>{checkout.noPlace}</p>
      )}
    </>
  );
}

type Bind = (name: CheckoutField) => {
  readonly name: CheckoutField;
  readonly defaultValue: string;
  readonly error: string | undefined;
};

function Person({ bind }: { readonly bind: Bind }) {
  const { checkout } = useWords();
  const isJapanese = useLanguage() === 'ja';
  return (
    <>
      <div className="grid gap-5 md:grid-cols-2">
        <Field
          label={checkout.familyName}
          {...bind('familyName')}
          required
          autoComplete="family-name"
        />
        <Field
          label={checkout.givenName}
          {...bind('givenName')}
          required
          autoComplete="given-name"
        />
        <Field label={checkout.familyKana} {...bind('familyKana')} required={isJapanese} />
        <Field label={checkout.givenKana} {...bind('givenKana')} required={isJapanese} />
      </div>
      <Field
        label={checkout.email}
        hint={checkout.emailHint}
        {...bind('email')}
        required
        type="email"
        autoComplete="email"
      />
      <Field
        label={checkout.phone}
        hint={checkout.phoneHint}
        {...bind('phone')}
        required
        type="tel"
        autoComplete="tel"
      />
    </>
  );
}

function Address({ bind }: { readonly bind: Bind }) {
  const { checkout } = useWords();
  const language = useLanguage();
  return (
    <>
      <div className="grid gap-5 md:grid-cols-2">
        <Field
          label={checkout.postalCode}
          {...bind('postalCode')}
          required
          inputMode="numeric"
          autoComplete="postal-code"
        />
        <Select
          label={checkout.prefecture}
          {...bind('prefecture')}
          required
          autoComplete="address-level1"
        >
          <option value="">{checkout.choosePrefecture}</option>
          {prefectures.map((each) => (
            <option key={each.ja} value={each.ja}>
              {each[language]}
            </option>
          ))}
        </Select>
      </div>
      <Field label={checkout.city} {...bind('city')} required autoComplete="address-level2" />
      <Field label={checkout.street} {...bind('street')} required autoComplete="address-line1" />
      <Field label={checkout.building} {...bind('building')} autoComplete="address-line2" />
    </>
  );
}

function Payment({
  form,
  error,
  hasCards,
}: {
  readonly form: FormValues | undefined;
  readonly error: string | undefined;
  readonly hasCards: boolean;
}) {
  const { checkout } = useWords();
  const payment = hasCards ? form?.payment || 'card' : 'cash';
  return (
    <>
      <div id="payment" className="grid gap-3 md:grid-cols-2">
        {error === undefined ? null : <FieldError id="payment-error">{error}</FieldError>}
        {hasCards ? (
          <Choice
            name="payment"
            value="card"
            title={checkout.card}
            more={checkout.cardMore}
            isChosen={payment === 'card'}
          />
        ) : null}
        <div className="only-pickup">
          <Choice
            name="payment"
            value="cash"
            title={checkout.cash}
            more={checkout.cashMore}
            isChosen={payment === 'cash'}
          />
        </div>
      </div>
      {hasCards ? (
        <div className="only-card">
          <Select label={checkout.testCard} name="card" required defaultValue={form?.card || 'ok'}>
            <option value="ok">{checkout.cards.ok}</option>
            <option value="declined">{checkout.cards.declined}</option>
          </Select>
        </div>
      ) : null}
    </>
  );
}
