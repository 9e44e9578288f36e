// One item that is made for chosen days: its terms, and what is promised for each day. And the page that begins one.
import { answerOf } from '@engawa/client';
import { Answered, Empty } from '@engawa/ui/work';
import { useMutation } from '@tanstack/react-query';
import { useNavigate, useParams, useSearchParams } from 'react-router';
import { api } from '../api.ts';
import { ItemName } from '../offers/goods-input.tsx';
import { Page, Section } from '../parts/page.tsx';
import { useMay } from '../staff/use-may.ts';
import { useWords } from '../words/words.ts';
import { DaysToMake } from './days-to-make.tsx';
import { type NewPreorder, PreorderForm } from './preorder-form.tsx';
import { type Preorder, usePreordersOf, useRenewPreorders } from './use-preorders.ts';

const back = '/catalog/preorders';

export function PreorderPage() {
  const { preorders: words } = useWords();
  const { preorderId = '' } = useParams();
  const [search] = useSearchParams();
  const itemId = search.get('item') ?? '';
  const preorders = usePreordersOf(itemId);
  return (
    <Page back={back} title={words.title}>
      <Answered query={preorders}>
        {(page) => {
          const found = page.preorders.find(({ id }) => id === preorderId);
          return found === undefined ? (
            <Empty title={words.unknown} />
          ) : (
            <Whole key={found.id} preorder={found} />
          );
        }}
      </Answered>
    </Page>
  );
}

function Whole({ preorder }: { readonly preorder: Preorder }) {
  const { preorders: words } = useWords();
  const mayChange = useMay('catalog');
  const renew = useRenewPreorders();
  const saving = useMutation({
    mutationFn: (body: NewPreorder) =>
      answerOf(
        api.PUT('/api/orders/preorders/{preorderId}', {
          params: { path: { preorderId: preorder.id } },
          body,
        }),
      ),
    onSuccess: renew,
  });
  return (
    <>
      <h2 className="-mt-4 mb-6 font-bold text-lg">
        <ItemName id={preorder.itemId} />
      </h2>
      <DaysToMake mayChange={mayChange} preorder={preorder} />
      {mayChange ? (
        <Section title={words.terms}>
          <PreorderForm
            done={saving.isSuccess ? words.saved : undefined}
            error={saving.error}
            isPending={saving.isPending}
            itemId={preorder.itemId}
            known={preorder}
            onSave={saving.mutate}
          />
        </Section>
      ) : null}
    </>
  );
}

export function NewPreorderPage() {
  const { preorders: words } = useWords();
  const [search] = useSearchParams();
  const navigate = useNavigate();
  const renew = useRenewPreorders();
  const adding = useMutation({
    mutationFn: (body: NewPreorder) => answerOf(api.POST('/api/orders/preorders', { body })),
    onSuccess: async ({ id, itemId }) => {
      await renew();
      await navigate(`${back}/${id}?item=${itemId}`);
    },
  });
  return (
    <Page back={back} lead={words.newLead} title={words.add}>
      <PreorderForm
        error={adding.error}
        isPending={adding.isPending}
        itemId={search.get('item') ?? ''}
        onSave={adding.mutate}
      />
    </Page>
  );
}
