// One member: name, role and place, PIN and password set anew, leaving and coming back. Secrets are never shown.
import { Badge, Dialog } from '@engawa/ui';
import { Answered, Button, Empty, wordFor } from '@engawa/ui/work';
import { type ReactNode, type SubmitEvent, useRef } from 'react';
import { useParams } from 'react-router';
import { Field, Outcome, Save, textOf } from '../parts/form.tsx';
import { Page, Section } from '../parts/page.tsx';
import { CompanyOfPerson } from '../rights/company-of-person.tsx';
import { useWords } from '../words/words.ts';
import { FactorReset } from './factor-reset.tsx';
import { PinField, PlaceField, RoleField } from './member-fields.tsx';
import { useMay, useMe } from './use-may.ts';
import { type Member, roleOf, useChangeMember, useMembers } from './use-members.ts';

export function MemberPage() {
  const words = useWords();
  const { staffId = '' } = useParams();
  const members = useMembers();
  const member = members.data?.members.find(({ id }) => id === staffId);
  const lead = member?.roles.map((role) => wordFor(words.house.roles, role));
  return (
    <Page
      back="/staff"
      lead={lead?.join(words.moments.separator)}
      title={member === undefined || member.name === '' ? words.pages.staff : member.name}
    >
      <Answered query={members}>
        {() =>
          member === undefined ? (
            <Empty icon="team" title={words.staff.unknown} />
          ) : (
            <MemberDetail member={member} />
          )
        }
      </Answered>
    </Page>
  );
}

function MemberDetail({ member }: { readonly member: Member }) {
  const words = useWords();
  const mayChange = useMay('staff');
  const me = useMe();
  return (
    <>
      <p className="flex flex-wrap items-center gap-3">
        <Badge tone={member.isActive ? 'here' : 'quiet'}>
          {member.isActive ? words.staff.active : words.staff.left}
        </Badge>
        <span className="text-ink-soft">
          {words.staff.login} {member.login}
        </span>
      </p>
      {mayChange && (
        <>
          <Section title={words.staff.edit}>
            <EditForm member={member} />
          </Section>
          {member.roles.includes('partner') && (
            <Section title={words.shared.company}>
              <CompanyOfPerson staffId={member.id} />
            </Section>
          )}
          {member.isActive && (
            <>
              <Section title={words.staff.resetPin}>
                <PinForm member={member} />
              </Section>
              <Section title={words.staff.resetPassword}>
                <PasswordForm member={member} />
              </Section>
            </>
          )}
          {member.hasSecondFactor && member.id !== me?.id && (
            <Section title={words.secondFactor.reset}>
              <FactorReset member={member} />
            </Section>
          )}
          <Section title={words.staff.leaving}>
            <Leaving member={member} />
          </Section>
        </>
      )}
    </>
  );
}

type SheetProps = {
  readonly onSubmit: (form: FormData, sheet: HTMLFormElement) => void;
  readonly children: ReactNode;
};

function Sheet({ onSubmit, children }: SheetProps) {
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    onSubmit(new FormData(event.currentTarget), event.currentTarget);
  };
  return (
    <form
      className="max-w-3xl space-y-5 rounded-lg bg-paper p-5 shadow-rest md:p-6"
      onSubmit={submit}
    >
      {children}
    </form>
  );
}

function EditForm({ member }: { readonly member: Member }) {
  const words = useWords();
  const changing = useChangeMember(member.id);
  const save = (form: FormData) => {
    const placeId = textOf(form, 'placeId');
    changing.mutate({
      name: textOf(form, 'name'),
      role: roleOf(form),
      placeId: placeId === '' ? null : placeId,
    });
  };
  return (
    <Sheet onSubmit={save}>
      <div className="grid gap-5 md:grid-cols-2">
        <Field
          autoComplete="off"
          defaultValue={member.name}
          label={words.staff.name}
          maxLength={100}
          name="name"
          required
        />
        <RoleField initial={member.roles[0] ?? 'clerk'} />
        <PlaceField initial={member.placeId} />
      </div>
      <Save
        done={changing.isSuccess ? words.staff.saved : undefined}
        error={changing.error}
        isPending={changing.isPending}
      />
    </Sheet>
  );
}

function PinForm({ member }: { readonly member: Member }) {
  const words = useWords();
  const changing = useChangeMember(member.id);
  const taking = useChangeMember(member.id);
  const set = (form: FormData) => changing.mutate({ pin: textOf(form, 'pin') });
  return (
    <Sheet onSubmit={set}>
      <p className="text-ink-soft">{member.hasPin ? words.staff.hasPin : words.staff.hasNoPin}</p>
      <div className="grid gap-5 md:grid-cols-2">
        <PinField isRequired />
      </div>
      <Save
        done={changing.isSuccess ? `${words.staff.secretSet}${words.staff.shownOnce}` : undefined}
        error={changing.error}
        isPending={changing.isPending}
        label={words.staff.set}
      >
        {member.hasPin && (
          <Button disabled={taking.isPending} onClick={() => taking.mutate({ pin: null })}>
            {words.staff.takePin}
          </Button>
        )}
      </Save>
      <Outcome
        done={taking.isSuccess && !member.hasPin ? words.staff.pinTaken : undefined}
        error={taking.error}
      />
    </Sheet>
  );
}

function PasswordForm({ member }: { readonly member: Member }) {
  const words = useWords();
  const changing = useChangeMember(member.id);
  const set = (form: FormData, sheet: HTMLFormElement) => {
    const password = form.get('password');
    if (typeof password === 'string') {
      changing.mutate({ password }, { onSuccess: () => sheet.reset() });
    }
  };
  return (
    <Sheet onSubmit={set}>
      <div className="grid gap-5 md:grid-cols-2">
        <Field
          autoComplete="new-password"
          hint={words.house.passwordHint}
          label={words.staff.password}
          maxLength={200}
          minLength={8}
          name="password"
          required
          type="password"
        />
      </div>
      <Save
        done={changing.isSuccess ? words.staff.secretSet : undefined}
        error={changing.error}
        isPending={changing.isPending}
        label={words.staff.set}
      />
    </Sheet>
  );
}

function Leaving({ member }: { readonly member: Member }) {
  const words = useWords();
  const changing = useChangeMember(member.id);
  const dialog = useRef<HTMLDialogElement>(null);
  const leave = () => {
    dialog.current?.close();
    changing.mutate({ isActive: false });
  };
  return (
    <div className="max-w-3xl rounded-lg bg-paper p-5 shadow-rest md:p-6">
      <p className="mb-4 text-ink-soft">{words.staff.leavingHint}</p>
      {member.isActive ? (
        <Button
          disabled={changing.isPending}
          look="warning"
          onClick={() => dialog.current?.showModal()}
        >
          {words.staff.leave}
        </Button>
      ) : (
        <Button disabled={changing.isPending} onClick={() => changing.mutate({ isActive: true })}>
          {words.staff.comeBack}
        </Button>
      )}
      <Outcome error={changing.error} />
      <Dialog ref={dialog} title={words.staff.leaveSure(member.name)}>
        <p className="mb-6">{words.staff.leavingHint}</p>
        <div className="flex flex-wrap gap-3">
          <Button look="warning" onClick={leave}>
            {words.staff.leave}
          </Button>
          <Button onClick={() => dialog.current?.close()}>{words.common.cancel}</Button>
        </div>
      </Dialog>
    </div>
  );
}
