// Checkout for guests: one form, a page to look it over, the order. Nothing entered is lost on the way.
import { buttonClass, EmptyState } from '@engawa/ui';
import {
  type ActionFunctionArgs,
  data,
  Link,
  type LoaderFunctionArgs,
  redirect,
  useActionData,
  useLoaderData,
} from 'react-router';
import type { CartPage } from '../../../../server/storefront/contract.ts';
import type {
  CheckoutErrors,
  CheckoutForm as FormValues,
} from '../../../../server/storefront/contract-checkout.ts';
import type { ParcelToCome } from '../../../../server/storefront/contract-order.ts';
import { openPage } from '../context.ts';
import { textOf } from '../form-text.ts';
import { CheckoutForm } from '../parts/checkout-form.tsx';
import { ConfirmOrder } from '../parts/confirm-order.tsx';
import { PageHead } from '../parts/page-head.tsx';
import { useWords } from '../words/use-words.ts';

const fields: readonly (keyof FormValues)[] = [
  'way',
  'place',
  'familyName',
  'givenName',
  'familyKana',
  'givenKana',
  'email',
  'phone',
  'postalCode',
  'prefecture',
  'city',
  'street',
  'building',
  'note',
  'coupon',
  'payment',
  'card',
  'seenDelivery',
];

type Answer = {
  readonly step: 'form' | 'confirm';
  readonly form: FormValues;
  readonly errors: CheckoutErrors;
  readonly orderId: string;
  readonly refused: string | null;
  /** What it costs as it was chosen; undefined before anything was. */
  readonly cart?: CartPage | undefined;
  /** From where it comes, where no one place has all of it. */
  readonly parcels?: readonly ParcelToCome[] | undefined;
};

export async function loader(args: LoaderFunctionArgs) {
  const { storefront, visitor } = openPage(args);
  const { searchParams } = new URL(args.request.url);
  const page = await storefront.checkout(visitor, searchParams.get('coupon') ?? undefined);
  const way = searchParams.get('way');
  return {
    ...page,
    placeId: searchParams.get('place') ?? visitor.placeId ?? null,
    way: wayOf(way),
  };
}

export async function action(args: ActionFunctionArgs) {
  const { storefront, visitor } = openPage(args);
  const sent = await args.request.formData();
  const typed = readFields(sent);
  const orderId = textOf(sent, 'orderId');
  const step = sent.get('step');
  if (step === 'edit') {
    return answerOf({ step: 'form', form: typed, orderId });
  }
  const { form, errors, cart, parcels } = await storefront.checkForm(visitor, typed);
  if (Object.keys(errors).length > 0) {
    return answerOf({ step: 'form', form, errors, orderId });
  }
  if (step !== 'place') {
    return answerOf({ step: 'confirm', form, orderId, cart, parcels });
  }
  const seenParcels = Math.max(1, Number.parseInt(textOf(sent, 'parcels'), 10) || 1);
  const placed = await storefront.placeOrder(visitor, orderId, form, seenParcels);
  if ('refused' in placed) {
    return answerOf({ step: 'confirm', form, orderId, refused: placed.refused, cart, parcels });
  }
  throw redirect(`/orders/${placed.orderId}?t=${placed.token}`);
}

function wayOf(text: string | null): 'pickup' | 'delivery' | null {
  return text === 'pickup' || text === 'delivery' ? text : null;
}

function readFields(sent: FormData): FormValues {
  const values = fields.map((name) => [name, textOf(sent, name).slice(0, 1000)]);
  return Object.fromEntries(values) as FormValues;
}

function answerOf(part: Partial<Answer> & Pick<Answer, 'step' | 'form' | 'orderId'>) {
  const answer: Answer = { errors: {}, refused: null, ...part };
  const isRefused = answer.refused !== null || Object.keys(answer.errors).length > 0;
  return data(answer, { status: isRefused ? 422 : 200 });
}

export default function Checkout() {
  const page = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const words = useWords();
  if (page.cart.lines.length === 0) {
    return (
      <>
        <PageHead title={words.checkout.title} isHidden />
        <EmptyState level={1} icon="cart" title={words.checkout.empty}>
          <Link to="/items" className={buttonClass('main')}>
            {words.cart.look}
          </Link>
        </EmptyState>
      </>
    );
  }
  return (
    <>
      <PageHead title={words.checkout.title} isHidden />
      {answer?.step === 'confirm' ? (
        <ConfirmOrder
          page={answer.cart === undefined ? page : { ...page, cart: answer.cart }}
          form={answer.form}
          orderId={answer.orderId}
          parcels={answer.parcels ?? []}
          refused={answer.refused}
        />
      ) : (
        <CheckoutForm
          page={page}
          mine={page.placeId}
          way={page.way}
          form={answer?.form}
          errors={answer?.errors ?? {}}
          orderId={answer?.orderId ?? page.orderId}
        />
      )}
    </>
  );
}
