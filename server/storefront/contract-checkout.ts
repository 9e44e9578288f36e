// The fields of the checkout form, for guests and members.

/** The fields of the form as they were typed. */
export type CheckoutForm = Readonly<Record<CheckoutField, string>> & {
  /** What the page that she looked over told of the delivery fee, in minor units; empty where it told none. */
  readonly seenDelivery?: string;
};
export type CheckoutField =
  | 'way'
  | 'place'
  | 'familyName'
  | 'givenName'
  | 'familyKana'
  | 'givenKana'
  | 'email'
  | 'phone'
  | 'postalCode'
  | 'prefecture'
  | 'city'
  | 'street'
  | 'building'
  | 'note'
  | 'coupon'
  | 'payment'
  | 'card';

export type CheckoutErrors = Readonly<Partial<Record<CheckoutField, string>>>;
