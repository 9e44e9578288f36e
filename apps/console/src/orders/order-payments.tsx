// What was paid for an order, by which means, and how it stands.
import { type Answer, answerOf } from '@engawa/client';
import { Badge, formatMoney } from '@engawa/ui';
import { Answered, wordFor } from '@engawa/ui/work';
import { useQuery } from '@tanstack/react-query';
import { api } from '../api.ts';
import { type Column, DataTable } from '../parts/data-table.tsx';
import { useWords } from '../words/words.ts';

type Payment = Answer<'/api/payments'>['payments'][number];

const warnings = new Set(['failed', 'unknown']);
const waits = new Set(['pending', 'authorised']);

export function OrderPayments({ orderId }: { readonly orderId: string }) {
  const words = useWords();
  const payments = useQuery({
    queryKey: ['payments', orderId],
    queryFn: () => answerOf(api.GET('/api/payments', { params: { query: { orderId } } })),
  });
  return (
    <Answered query={payments}>
      {(data) =>
        data.payments.length === 0 ? (
          <p className="text-ink-soft">{words.orders.noPayments}</p>
        ) : (
          <PaymentTable payments={data.payments} />
        )
      }
    </Answered>
  );
}

function PaymentTable({ payments }: { readonly payments: readonly Payment[] }) {
  const words = useWords();
  const columns: readonly Column<Payment>[] = [
    {
      name: words.orders.method,
      isHead: true,
      render: ({ method }) => wordFor(words.orders.methods, method),
    },
    {
      name: words.orders.state,
      render: ({ state, method }) => (
        <Badge tone={warnings.has(state) ? 'now' : waits.has(state) ? 'here' : 'quiet'}>
          {method === 'cash' && state === 'pending'
            ? words.orders.dueAtCounter
            : wordFor(words.orders.paymentStates, state)}
        </Badge>
      ),
    },
    {
      name: words.orders.amount,
      isNumber: true,
      render: ({ amountMinor, currency }) => formatMoney(amountMinor, currency),
    },
    {
      name: words.orders.captured,
      isNumber: true,
      render: ({ capturedMinor, currency }) => formatMoney(capturedMinor, currency),
    },
    {
      name: words.orders.refunded,
      isNumber: true,
      isExtra: true,
      render: ({ refundedMinor, currency }) => formatMoney(refundedMinor, currency),
    },
  ];
  return (
    <DataTable
      caption={words.orders.payments}
      columns={columns}
      keyOf={({ id }) => id}
      rows={payments}
    />
  );
}
