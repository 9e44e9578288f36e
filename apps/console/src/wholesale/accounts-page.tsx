// Companies that buy on account, and all invoices, newest first.
import type { Answer } from '@engawa/client';
import { Badge, buttonClass, formatMoney } from '@engawa/ui';
import { Answered, Empty } from '@engawa/ui/work';
import { Link } from 'react-router';
import { type Column, DataTable } from '../parts/data-table.tsx';
import { Page, Section } from '../parts/page.tsx';
import { TextLink } from '../parts/text-link.tsx';
import { useMay } from '../staff/use-may.ts';
import { useWords } from '../words/words.ts';
import { Invoices } from './invoices.tsx';
import { useAccounts, useCompanyName, usePriceLists } from './use-accounts.ts';

type AccountRow = Answer<'/api/orders/accounts'>['accounts'][number];

export function AccountsPage() {
  const words = useWords().wholesale;
  const accounts = useAccounts();
  const mayChange = useMay('house');
  return (
    <Page
      {...(mayChange
        ? {
            actions: (
              <Link className={buttonClass('main')} to="/orders/accounts/new">
                {words.add}
              </Link>
            ),
          }
        : {})}
      back="/orders"
      lead={
        <>
          {words.lead} <TextLink to="/catalog/price-lists">{words.priceList}</TextLink>
        </>
      }
      title={words.title}
    >
      <Answered query={accounts}>
        {(data) =>
          data.accounts.length === 0 ? (
            <Empty hint={words.noneHint} title={words.none} />
          ) : (
            <>
              <Accounts accounts={data.accounts} />
              <Section title={words.invoices}>
                <Invoices />
              </Section>
            </>
          )
        }
      </Answered>
    </Page>
  );
}

function Accounts({ accounts }: { readonly accounts: readonly AccountRow[] }) {
  const words = useWords().wholesale;
  const nameOf = useCompanyName();
  const lists = usePriceLists().data?.priceLists ?? [];
  const columns: readonly Column<AccountRow>[] = [
    {
      name: words.company,
      isHead: true,
      render: ({ partyId }) => (
        <TextLink to={`/orders/accounts/${partyId}`}>{nameOf(partyId) || partyId}</TextLink>
      ),
    },
    {
      name: words.priceList,
      render: ({ priceListId }) =>
        lists.find(({ id }) => id === priceListId)?.nameJa ?? words.generalPrices,
    },
    {
      name: words.limit,
      isNumber: true,
      render: ({ creditLimitMinor, currency }) => formatMoney(creditLimitMinor, currency),
    },
    { name: words.closing, render: ({ closingDay }) => words.closingOn(closingDay) },
    { name: words.due, render: ({ dueMonths, dueDay }) => words.dueOn(dueMonths, dueDay) },
    {
      name: words.state,
      render: ({ isActive }) => (
        <Badge tone={isActive ? 'here' : 'quiet'}>{isActive ? words.active : words.resting}</Badge>
      ),
    },
  ];
  return (
    <DataTable
      caption={words.title}
      columns={columns}
      keyOf={({ partyId }) => partyId}
      rows={accounts}
    />
  );
}
