// Who works here: role, place, how they sign in; those who have left are folded away.
import { Badge, buttonClass } from '@engawa/ui';
import { Answered, Button, wordFor } from '@engawa/ui/work';
import { useState } from 'react';
import { Link } from 'react-router';
import { type Column, DataTable } from '../parts/data-table.tsx';
import { Page } from '../parts/page.tsx';
import { TextLink } from '../parts/text-link.tsx';
import { usePlaceName } from '../places/use-places.ts';
import { useWords } from '../words/words.ts';
import { FactorRule } from './factor-rule.tsx';
import { useMay, useMe } from './use-may.ts';
import { type Member, useMembers } from './use-members.ts';

export function StaffPage() {
  const words = useWords();
  const members = useMembers();
  const mayChange = useMay('staff');
  return (
    <Page
      actions={
        <div className="flex flex-wrap gap-3">
          <Link className={buttonClass('quiet')} to="/staff/credits">
            {words.staff.credits.title}
          </Link>
          <Link className={buttonClass('quiet')} to="/second-factor">
            {words.secondFactor.own}
          </Link>
          {mayChange && (
            <Link className={buttonClass('main')} to="/staff/new">
              {words.staff.add}
            </Link>
          )}
        </div>
      }
      lead={words.staff.lead}
      title={words.pages.staff}
    >
      <FactorRule />
      <Answered query={members}>{(data) => <Members members={data.members} />}</Answered>
    </Page>
  );
}

function Members({ members }: { readonly members: readonly Member[] }) {
  const words = useWords();
  const [showsLeft, setShowsLeft] = useState(false);
  const left = members.filter(({ isActive }) => !isActive);
  const columns = useColumns();
  return (
    <>
      <DataTable
        caption={words.pages.staff}
        columns={columns}
        keyOf={({ id }) => id}
        rows={members.filter(({ isActive }) => isActive || showsLeft)}
      />
      {left.length > 0 && !showsLeft && (
        <p className="mt-6 text-center">
          <Button onClick={() => setShowsLeft(true)}>{words.staff.showLeft(left.length)}</Button>
        </p>
      )}
    </>
  );
}

function useColumns(): readonly Column<Member>[] {
  const words = useWords();
  const placeName = usePlaceName();
  const me = useMe();
  return [
    {
      name: words.staff.name,
      isHead: true,
      render: ({ id, name }) => (
        <>
          <TextLink to={`/staff/${id}`}>{name === '' ? words.common.none : name}</TextLink>
          {id === me?.id && <span className="ml-2 text-ink-soft text-sm">{words.staff.you}</span>}
        </>
      ),
    },
    {
      name: words.staff.role,
      render: ({ roles }) =>
        roles.map((role) => wordFor(words.house.roles, role)).join(words.moments.separator),
    },
    {
      name: words.staff.place,
      render: ({ placeId }) =>
        placeId === null ? words.staff.everywhere : (placeName(placeId) ?? words.common.none),
    },
    { name: words.staff.login, isExtra: true, render: ({ login }) => login },
    { name: words.staff.signsInBy, render: (member) => <SignsInBy member={member} /> },
  ];
}

function SignsInBy({ member }: { readonly member: Member }) {
  const words = useWords();
  if (!member.isActive) {
    return <Badge>{words.staff.left}</Badge>;
  }
  const ways = [
    ...(member.hasPassword ? [words.staff.byPassword] : []),
    ...(member.hasSecondFactor ? [words.staff.byCode] : []),
    ...(member.hasPin ? [words.staff.byPin] : []),
  ];
  return ways.length === 0 ? (
    <Badge tone="now">{words.staff.noSecret}</Badge>
  ) : (
    ways.join(words.moments.separator)
  );
}
