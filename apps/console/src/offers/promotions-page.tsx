// All promotions: what each gives, where it stands, when it is on.
import { type Answer, answerOf } from '@engawa/client';
import { Answered, Empty, Icon, wordFor } from '@engawa/ui/work';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Link, useSearchParams } from 'react-router';
import { api } from '../api.ts';
import { type Column, DataTable } from '../parts/data-table.tsx';
import { Pager } from '../parts/filters.tsx';
import { Page } from '../parts/page.tsx';
import { Stamp } from '../parts/stamp.tsx';
import { TextLink } from '../parts/text-link.tsx';
import { useMay } from '../staff/use-may.ts';
import { useSpeech, useWords } from '../words/words.ts';
import { stateOf } from './promotion-state.ts';

type Row = Answer<'/api/offers/promotions'>['promotions'][number];

export function PromotionsPage() {
  const words = useWords();
  const [search] = useSearchParams();
  const after = search.get('after');
  const query = { ...(after === null ? {} : { after }), limit: 50 };
  const promotions = useQuery({
    queryKey: ['offers', 'list', query],
    queryFn: () => answerOf(api.GET('/api/offers/promotions', { params: { query } })),
    placeholderData: keepPreviousData,
  });
  return (
    <Page
      actions={useMay('offers') && <AddLink />}
      lead={words.offers.lead}
      title={words.pages.offers}
    >
      <Answered query={promotions}>
        {(page) =>
          page.promotions.length === 0 ? (
            <Empty hint={words.offers.emptyHint} title={words.offers.empty} />
          ) : (
            <>
              <Table rows={page.promotions} />
              <Pager next={page.next} />
            </>
          )
        }
      </Answered>
    </Page>
  );
}

function AddLink() {
  const words = useWords();
  return (
    <Link
      className="inline-flex min-h-11 items-center gap-2 rounded-md bg-ai px-5 font-bold text-paper"
      to="/offers/new"
    >
      <Icon name="tag" />
      {words.offers.new}
    </Link>
  );
}

function Table({ rows }: { readonly rows: readonly Row[] }) {
  const words = useWords();
  const { language } = useSpeech();
  const columns: readonly Column<Row>[] = [
    {
      name: words.offers.name,
      isHead: true,
      render: ({ id, nameJa, nameEn }) => (
        <TextLink to={`/offers/${id}`}>{language === 'en' ? (nameEn ?? nameJa) : nameJa}</TextLink>
      ),
    },
    {
      name: words.offers.says,
      render: ({ says }) => says.map((each) => each[language]).join(' '),
    },
    {
      name: words.offers.state,
      render: (row) => wordFor(words.offers.states, stateOf(row)),
    },
    {
      name: words.offers.until,
      isExtra: true,
      render: ({ validUntil }) =>
        validUntil === null ? words.offers.open : <Stamp iso={validUntil} />,
    },
  ];
  return (
    <DataTable caption={words.pages.offers} columns={columns} keyOf={({ id }) => id} rows={rows} />
  );
}
