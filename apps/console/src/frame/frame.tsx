// The frame around every room: who is signed in, where one can go, whether the line to the log is alive.
import { answerOf, type Following } from '@engawa/client';
import { Loading, Trouble } from '@engawa/ui/work';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useRef, useSyncExternalStore } from 'react';
import { Navigate, Outlet, useLocation } from 'react-router';
import { api, isSignedOut, liveLog, meKey, refreshOnMoments } from '../api.ts';
import { keepLive } from '../log/keep-live.ts';
import { FactorDue } from '../staff/factor-due.tsx';
import { useNarrowRole } from '../staff/use-may.ts';
import { useWords } from '../words/words.ts';
import { BottomBar, SideBar, TopBar } from './navigation.tsx';

const sessionCheckMs = 3000;

export function Frame() {
  const location = useLocation();
  const { following } = useSyncExternalStore(liveLog.subscribe, liveLog.read);
  const me = useQuery({
    queryKey: meKey,
    queryFn: () => answerOf(api.GET('/api/staff/me')),
    // A stream cannot say why it broke; the session may have ended.
    refetchInterval: following === 'retrying' ? sessionCheckMs : false,
  });
  if (isSignedOut(me.error)) {
    const to = `${location.pathname}${location.search}`;
    return <Navigate replace to={`/sign-in?to=${encodeURIComponent(to)}`} />;
  }
  if (me.data === undefined) {
    return (
      <main className="mx-auto max-w-2xl p-6">
        <title>縁側</title>
        {me.failureReason === null ? (
          <Loading />
        ) : (
          <Trouble error={me.failureReason} onRetry={() => void me.refetch()} />
        )}
      </main>
    );
  }
  if (me.data.secondFactor.mustSetUp) {
    return <Navigate replace to="/second-factor" />;
  }
  return <House name={me.data.name} />;
}

function House({ name }: { readonly name: string }) {
  const words = useWords();
  const { pathname } = useLocation();
  const { following } = useSyncExternalStore(liveLog.subscribe, liveLog.read);
  const main = useRef<HTMLElement>(null);
  const shown = useRef(pathname);
  // The log is of the house; a partner's people do not follow it.
  const hasLog = useNarrowRole() !== 'partner';

  useEffect(() => {
    if (!hasLog) {
      return undefined;
    }
    const stopRefreshing = refreshOnMoments();
    const end = keepLive(liveLog, document);
    return () => {
      stopRefreshing();
      end();
    };
  }, [hasLog]);
  useEffect(() => {
    // A new page is read from its beginning, by eye and by ear.
    if (shown.current !== pathname) {
      shown.current = pathname;
      globalThis.scrollTo(0, 0);
      main.current?.focus({ preventScroll: true });
    }
  }, [pathname]);

  return (
    <div className="md:flex" data-following={following} data-frame>
      <a
        className="sr-only focus:not-sr-only focus:fixed focus:top-3 focus:left-3 focus:z-50 focus:rounded-md focus:bg-ai focus:px-4 focus:py-2 focus:text-paper"
        href="#content"
      >
        {words.skip}
      </a>
      <SideBar name={name} />
      <div className="min-w-0 flex-1 pb-24 md:pb-12">
        <TopBar name={name} />
        <LostLine following={following} />
        <main
          className="mx-auto max-w-6xl px-4 pt-6 outline-none md:px-8 md:pt-10 lg:px-12"
          id="content"
          ref={main}
          tabIndex={-1}
        >
          <FactorDue />
          <Outlet />
        </main>
      </div>
      <BottomBar />
    </div>
  );
}

function LostLine({ following }: { readonly following: Following }) {
  const words = useWords();
  return (
    <div aria-live="polite">
      {following === 'retrying' && (
        <p className="fixed inset-x-0 bottom-16 z-10 border-kaki border-t bg-kaki-mist px-4 py-2 text-kaki text-sm shadow-lift md:bottom-0 md:left-24 md:px-8 lg:left-60 lg:px-12">
          {words.live.retryingLong}
        </p>
      )}
    </div>
  );
}
