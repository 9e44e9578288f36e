// 予約販売: what is made for days that customers choose.
import { Badge, buttonClass, formatCount } from '@engawa/ui';
import { Answered, Empty } from '@engawa/ui/work';
import { Link, useSearchParams } from 'react-router';
import { useTimes } from '../house/use-house.ts';
import { ItemName } from '../offers/goods-input.tsx';
import { type Column, DataTable } from '../parts/data-table.tsx';
import { Pager } from '../parts/filters.tsx';
import { Page } from '../parts/page.tsx';
import { TextLink } from '../parts/text-link.tsx';
import { useMay } from '../staff/use-may.ts';
import { useWords } from '../words/words.ts';
import { type Preorder, usePreorders } from './use-preorders.ts';

export function PreordersPage() {
  const { preorders: words } = useWords();
  const [search] = useSearchParams();
  const preorders = usePreorders(search.get('after'));
  const mayChange = useMay('catalog');
  return (
    <Page
      {...(mayChange
        ? {
            actions: (
              <Link className={buttonClass('main')} to="/catalog/preorders/new">
                {words.add}
              </Link>
            ),
          }
        : {})}
      back="/catalog"
      lead={words.lead}
      title={words.title}
    >
      <Answered query={preorders}>
        {(page) =>
          page.preorders.length === 0 ? (
            <Empty hint={words.noneHint} title={words.none} />
          ) : (
            <>
              <Preorders rows={page.preorders} />
              <Pager next={page.next} />
            </>
          )
        }
      </Answered>
    </Page>
  );
}

function Preorders({ rows }: { readonly rows: readonly Preorder[] }) {
  const { preorders: words } = useWords();
  const times = useTimes();
  const columns: readonly Column<Preorder>[] = [
    {
      name: words.item,
      isHead: true,
      render: ({ id, itemId }) => (
        <TextLink to={`/catalog/preorders/${id}?item=${itemId}`}>
          <ItemName id={itemId} />
        </TextLink>
      ),
    },
    {
      name: words.windows,
      render: ({ windows: [first, ...others] }) =>
        first === undefined
          ? ''
          : `${words.fromUntil(
              times.moment(first.opensAt),
              first.closesAt === null ? null : times.moment(first.closesAt),
            )}${others.length === 0 ? '' : words.andMore(others.length)}`,
    },
    {
      name: words.leadDays,
      render: ({ leadDays }) => words.daysBefore(leadDays),
    },
    { name: words.dayLimit, isNumber: true, render: ({ dayLimit }) => formatCount(dayLimit) },
    {
      name: words.state,
      render: ({ isActive }) => (
        <Badge tone={isActive ? 'here' : 'quiet'}>{isActive ? words.active : words.resting}</Badge>
      ),
    },
  ];
  return <DataTable caption={words.title} columns={columns} keyOf={({ id }) => id} rows={rows} />;
}
