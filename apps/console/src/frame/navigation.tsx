// One list of rooms, three shapes: a side bar on a desk, a narrow one on a tablet, a bar at the thumb on a phone.
import { Mark } from '@engawa/ui';
import { Icon, type IconName } from '@engawa/ui/work';
import { useMutation } from '@tanstack/react-query';
import { useRef, useSyncExternalStore } from 'react';
import { NavLink } from 'react-router';
import { liveLog, queries } from '../api.ts';
import { signOut } from '../staff/sign-out.ts';
import { type NarrowRole, useNarrowRole, useSees } from '../staff/use-may.ts';
import { useSeesOverview } from '../today/use-sees-overview.ts';
import type { Words } from '../words/ja.ts';
import { useSpeech, useWords } from '../words/words.ts';

type Room = { readonly to: string; readonly icon: IconName; readonly name: keyof Words['pages'] };

const rooms: readonly Room[] = [
  { to: '/', icon: 'sun', name: 'today' },
  { to: '/orders', icon: 'bag', name: 'orders' },
  { to: '/customers', icon: 'person', name: 'customers' },
  { to: '/stock', icon: 'box', name: 'stock' },
  { to: '/catalog', icon: 'tag', name: 'catalog' },
  { to: '/kitchen', icon: 'cup', name: 'kitchen' },
  { to: '/offers', icon: 'spark', name: 'offers' },
  { to: '/loyalty', icon: 'coin', name: 'loyalty' },
  { to: '/places', icon: 'pin', name: 'places' },
  { to: '/staff', icon: 'team', name: 'staff' },
  { to: '/log', icon: 'clock', name: 'log' },
  { to: '/imports', icon: 'import', name: 'imports' },
  { to: '/health', icon: 'person', name: 'health' },
  { to: '/shared', icon: 'person', name: 'shared' },
  { to: '/rights', icon: 'seal', name: 'rights' },
  { to: '/house', icon: 'house', name: 'house' },
];
const narrowRooms: Readonly<Record<NarrowRole, readonly Room['name'][]>> = {
  pharmacist: ['health', 'stock', 'catalog', 'log'],
  partner: ['shared'],
};
const atHandCount = 4;

/** The rooms this person has; who has no overview begins with the log. */
function useRooms(): readonly Room[] {
  const seesToday = useSeesOverview() !== false;
  const seesStaff = useSees('staff');
  const seesRights = useSees('rights');
  const seesHealth = useSees('health');
  const seesShared = useSees('shared');
  const narrow = useNarrowRole();
  return rooms.filter(
    ({ name }) =>
      (name !== 'today' || seesToday) &&
      (name !== 'staff' || seesStaff) &&
      (name !== 'rights' || seesRights) &&
      (name !== 'health' || seesHealth) &&
      (name !== 'shared' || seesShared) &&
      (narrow === undefined || narrowRooms[narrow].includes(name)),
  );
}

export function SideBar({ name }: { readonly name: string }) {
  const words = useWords();
  const shown = useRooms();
  return (
    <header className="sticky top-0 hidden h-dvh print:hidden w-24 shrink-0 flex-col overflow-y-auto border-line border-r bg-paper/60 py-6 md:flex lg:w-60 lg:px-4 lg:py-8">
      <Wordmark className="flex-col px-2 text-center lg:flex-row lg:px-3 lg:text-left" />
      <nav aria-label={words.pages.menu} className="mt-8 flex-1">
        <ul className="space-y-1 px-2 lg:px-0">
          {shown.map((room) => (
            <li key={room.to}>
              <NavLink className={sideLink} end={room.to === '/'} to={room.to}>
                <Icon name={room.icon} />
                <span className="max-w-full text-xs lg:text-base">{words.pages[room.name]}</span>
              </NavLink>
            </li>
          ))}
        </ul>
      </nav>
      <div className="mt-6 space-y-3 px-2 lg:px-3">
        <LineState />
        <LanguageSwitch />
        <p className="hidden text-ink-soft text-sm lg:block">{name}</p>
        <OwnFactor />
        <SignOutButton />
      </div>
    </header>
  );
}

/** On a phone, where one is and whether the line is alive. */
export function TopBar({ name }: { readonly name: string }) {
  return (
    <header className="sticky top-0 z-20 flex h-14 print:hidden items-center justify-between border-line border-b bg-washi/95 px-4 md:hidden">
      <Wordmark className="flex-row" />
      <div className="flex items-center gap-3">
        <LineState />
        <MoreDialog name={name} />
      </div>
    </header>
  );
}

export function BottomBar() {
  const words = useWords();
  const atHand = useRooms().slice(0, atHandCount);
  return (
    <nav
      aria-label={words.pages.menu}
      className="fixed inset-x-0 bottom-0 z-20 border-line border-t bg-paper pb-[env(safe-area-inset-bottom)] md:hidden print:hidden"
    >
      <ul className="grid grid-cols-4">
        {atHand.map((room) => (
          <li key={room.to}>
            <NavLink className={bottomLink} end={room.to === '/'} to={room.to}>
              <Icon name={room.icon} />
              {words.pages[room.name]}
            </NavLink>
          </li>
        ))}
      </ul>
    </nav>
  );
}

function MoreDialog({ name }: { readonly name: string }) {
  const words = useWords();
  const further = useRooms().slice(atHandCount);
  const dialog = useRef<HTMLDialogElement>(null);
  const close = () => dialog.current?.close();
  return (
    <>
      <button
        aria-haspopup="dialog"
        className="flex size-11 items-center justify-center rounded-md"
        onClick={() => dialog.current?.showModal()}
        type="button"
      >
        <Icon className="size-6" name="more" />
        <span className="sr-only">{words.pages.more}</span>
      </button>
      <dialog
        aria-label={words.pages.more}
        className="m-0 mt-auto w-full max-w-none rounded-t-lg bg-paper p-6 text-sumi shadow-lift"
        ref={dialog}
      >
        <div className="flex items-center justify-between">
          <p className="text-ink-soft">{name}</p>
          <button
            className="flex size-11 items-center justify-center rounded-md"
            onClick={close}
            type="button"
          >
            <Icon name="cross" />
            <span className="sr-only">{words.common.close}</span>
          </button>
        </div>
        <ul className="my-4 space-y-1">
          {further.map((room) => (
            <li key={room.to}>
              <NavLink className={drawerLink} onClick={close} to={room.to}>
                <Icon name={room.icon} />
                {words.pages[room.name]}
              </NavLink>
            </li>
          ))}
        </ul>
        <div className="grid grid-cols-2 gap-3 border-line border-t pt-4">
          <LanguageSwitch />
          <SignOutButton />
          <OwnFactor className="col-span-2" />
        </div>
      </dialog>
    </>
  );
}

function Wordmark({ className }: { readonly className: string }) {
  const words = useWords();
  return (
    <NavLink className={`flex items-center gap-x-2.5 rounded-md ${className}`} to="/">
      <Mark className="size-9 shrink-0" />
      <span className="leading-tight">
        <span className="block font-bold tracking-widest lg:text-lg">{words.name}</span>
        <span className="hidden text-ink-soft text-xs lg:block">{words.room}</span>
      </span>
    </NavLink>
  );
}

/** Whether the log arrives: a word and a dot, so that colour does not speak alone. */
function LineState() {
  const words = useWords();
  const { following } = useSyncExternalStore(liveLog.subscribe, liveLog.read);
  const hasLog = useNarrowRole() !== 'partner';
  const isOpen = following === 'open';
  if (!hasLog) {
    return null;
  }
  return (
    <p
      className={`flex flex-wrap items-center justify-center gap-x-2 text-center text-sm lg:justify-start ${isOpen ? 'text-ai' : 'text-kaki'}`}
    >
      <span
        aria-hidden="true"
        className={`size-2.5 rounded-full ${isOpen ? 'bg-ai' : 'waits border-2 border-kaki'}`}
      />
      {words.live[following]}
    </p>
  );
}

export function LanguageSwitch() {
  const { language, words, toggle } = useSpeech();
  return (
    <button
      className="flex min-h-11 w-full items-center justify-center gap-2 rounded-md text-sm hover:bg-shade md:text-xs lg:justify-start lg:text-sm"
      lang={language === 'ja' ? 'en' : 'ja'}
      onClick={toggle}
      type="button"
    >
      <Icon className="hidden size-5 lg:block" name="language" />
      {words.switchTo}
    </button>
  );
}

/** Everybody may protect the own sign-in, whatever else one may do. */
function OwnFactor({ className = '' }: { readonly className?: string }) {
  const words = useWords();
  return (
    <NavLink
      className={`flex min-h-11 w-full items-center justify-center gap-2 rounded-md text-center text-sm hover:bg-shade md:text-xs lg:justify-start lg:text-sm ${className}`}
      to="/second-factor"
    >
      <Icon className="hidden size-5 lg:block" name="key" />
      {words.secondFactor.own}
    </NavLink>
  );
}

function SignOutButton() {
  const words = useWords();
  const leaving = useMutation({ mutationFn: () => signOut(queries) });
  return (
    <button
      className="flex min-h-11 w-full items-center justify-center gap-2 rounded-md text-sm hover:bg-shade disabled:opacity-60 md:text-xs lg:justify-start lg:text-sm"
      disabled={leaving.isPending}
      onClick={() => leaving.mutate()}
      type="button"
    >
      <Icon className="hidden size-5 lg:block" name="leave" />
      {words.signIn.signOut}
    </button>
  );
}

function sideLink({ isActive }: { readonly isActive: boolean }): string {
  const look = isActive ? 'bg-ai text-paper' : 'text-sumi hover:bg-shade';
  return `flex min-h-12 flex-col items-center justify-center gap-1 rounded-md px-1 py-2 text-center lg:flex-row lg:justify-start lg:gap-3 lg:px-3 ${look}`;
}

function bottomLink({ isActive }: { readonly isActive: boolean }): string {
  const look = isActive ? 'border-ai font-bold text-ai' : 'border-transparent text-ink-soft';
  return `flex min-h-16 flex-col items-center justify-center gap-0.5 border-t-2 text-xs ${look}`;
}

function drawerLink({ isActive }: { readonly isActive: boolean }): string {
  const look = isActive ? 'bg-ai text-paper' : 'hover:bg-shade';
  return `flex min-h-12 items-center gap-3 rounded-md px-3 ${look}`;
}
