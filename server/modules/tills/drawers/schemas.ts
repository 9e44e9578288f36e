// Shapes of drawers and their reports.
import { type Static, Type } from 'typebox';
import { AmountMinor, Currency, Id, Instant, Nullable, PlainDate } from '#kernel/schemas';

export const Drawer = Type.Object({
  drawerId: Id('drawer'),
  placeId: Id('place'),
  till: Type.String(),
  businessDay: PlainDate,
  currency: Currency,
  openedAt: Instant,
  floatMinor: AmountMinor,
  closedAt: Nullable(Instant),
  countedMinor: Nullable(AmountMinor),
  zNumber: Nullable(Type.Integer()),
});

export const DrawerReport = Type.Object({
  ...Drawer.properties,
  entries: Type.Integer(),
  parked: Type.Integer({ description: 'What happened and is not in the books yet.' }),
  sales: Type.Integer(),
  returns: Type.Integer(),
  soldMinor: AmountMinor,
  returnedMinor: AmountMinor,
  discountMinor: AmountMinor,
  netMinor: AmountMinor,
  taxes: Type.Array(
    Type.Object({ rateBp: Type.Integer(), taxedMinor: AmountMinor, taxMinor: AmountMinor }),
  ),
  methods: Type.Array(Type.Object({ method: Type.String(), amountMinor: AmountMinor })),
  discounts: Type.Array(Type.Object({ reason: Type.String(), amountMinor: AmountMinor })),
  clerks: Type.Array(
    Type.Object({
      staffId: Nullable(Id('staff')),
      entries: Type.Integer(),
      netMinor: AmountMinor,
    }),
  ),
  paidInMinor: AmountMinor,
  paidOutMinor: AmountMinor,
  expectedMinor: Type.Integer({ description: 'Cash that should be in the drawer.' }),
  differenceMinor: Nullable(Type.Integer({ description: 'Counted less expected.' })),
  isBalanced: Type.Boolean({ description: 'Whether means of payment sum to the orders.' }),
});
export type DrawerReport = Static<typeof DrawerReport>;
