// The gifts of one purchase. One that nobody took yet is taken back here for a giver who comes to the counter; whom it was
// for is not shown.
import { type Answer, answerOf } from '@engawa/client';
import { formatCount } from '@engawa/ui';
import { Answered, Button, Empty, wordFor } from '@engawa/ui/work';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type SubmitEvent, useRef } from 'react';
import { useParams } from 'react-router';
import { api } from '../api.ts';
import { type Column, DataTable } from '../parts/data-table.tsx';
import { Outcome, Select, textOf } from '../parts/form.tsx';
import { Page } from '../parts/page.tsx';
import { Stamp } from '../parts/stamp.tsx';
import { TextLink } from '../parts/text-link.tsx';
import { usePlaceName, usePlaces } from '../places/use-places.ts';
import { useMay } from '../staff/use-may.ts';
import { useWords } from '../words/words.ts';

type Gift = Answer<'/api/gifts/orders/{orderId}'>['gifts'][number];

export function GiftPage() {
  const say = useWords().gifts;
  const mayRevoke = useMay('orders');
  const { orderId = '' } = useParams();
  const gifts = useQuery({
    queryKey: ['gifts', orderId],
    queryFn: () =>
      answerOf(api.GET('/api/gifts/orders/{orderId}', { params: { path: { orderId } } })),
  });
  const columns = (rows: readonly Gift[]): readonly Column<Gift>[] => [
    { name: say.number, isHead: true, render: ({ position }) => formatCount(position) },
    { name: say.state, render: ({ state }) => wordFor(say.states, state) },
    { name: say.until, render: ({ expiresAt }) => <Stamp iso={expiresAt} /> },
    {
      name: say.at,
      render: ({ claimedAt }) => (claimedAt === null ? '—' : <Stamp iso={claimedAt} />),
    },
    ...(mayRevoke && rows.some(isOpen)
      ? [
          {
            name: say.act,
            render: (gift: Gift) => (isOpen(gift) ? <Revoke gift={gift} /> : null),
          },
        ]
      : []),
  ];
  return (
    <Page
      actions={<TextLink to={`/orders/${orderId}`}>{say.order}</TextLink>}
      back="/orders/gifts"
      title={say.page}
    >
      <Answered query={gifts}>
        {({ gifts: rows }) =>
          rows.length === 0 ? (
            <Empty title={say.none} />
          ) : (
            <DataTable
              caption={say.list}
              columns={columns(rows)}
              keyOf={({ giftId }) => giftId}
              rows={rows}
            />
          )
        }
      </Answered>
    </Page>
  );
}

/** Not taken yet, or owed to the buyer at the counter. */
function isOpen({ state, refund }: Gift): boolean {
  return state === 'issued' || refund === 'counter';
}

function Revoke({ gift }: { readonly gift: Gift }) {
  const words = useWords();
  const say = words.gifts;
  const queries = useQueryClient();
  const places = usePlaces();
  const nameOf = usePlaceName();
  const dialog = useRef<HTMLDialogElement>(null);
  const { giftId, position } = gift;
  const revoking = useMutation({
    mutationFn: (placeId: string) =>
      answerOf(
        api.POST('/api/gifts/{giftId}/revoke', {
          params: { path: { giftId }, header: { 'idempotency-key': crypto.randomUUID() } },
          body: { placeId },
        }),
      ),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['gifts'] }),
  });
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    dialog.current?.close();
    revoking.mutate(textOf(new FormData(event.currentTarget), 'placeId'));
  };
  return (
    <>
      <Button
        aria-haspopup="dialog"
        data-act="revoke"
        disabled={revoking.isPending}
        onClick={() => dialog.current?.showModal()}
      >
        {say.revoke}
      </Button>
      <dialog
        aria-label={say.revokeTitle(position)}
        className="m-auto w-[min(30rem,calc(100vw-2rem))] rounded-lg bg-paper p-6 text-left text-sumi shadow-lift"
        ref={dialog}
      >
        <form className="space-y-5" onSubmit={submit}>
          <h2 className="font-bold text-lg">{say.revokeTitle(position)}</h2>
          <p className="text-sm">{say.revokeLead}</p>
          <Select label={say.revokeAt} name="placeId">
            {(places.data?.places ?? []).map(({ id }) => (
              <option key={id} value={id}>
                {nameOf(id)}
              </option>
            ))}
          </Select>
          <div className="flex flex-wrap justify-end gap-3">
            <Button onClick={() => dialog.current?.close()}>{words.common.cancel}</Button>
            <Button data-act="revoke-now" look="main" type="submit">
              {say.revoke}
            </Button>
          </div>
        </form>
      </dialog>
      <Outcome error={revoking.error} />
    </>
  );
}
