// Today at a glance: one number over web and shops, what wants attention, and what happens right now. Lives by
// the log; place and channel are a second look, folded away.
import { Answered, Loading } from '@engawa/ui/work';
import { Navigate } from 'react-router';
import { useTimes } from '../house/use-house.ts';
import { Page } from '../parts/page.tsx';
import { useNarrowRole } from '../staff/use-may.ts';
import { useWords } from '../words/words.ts';
import { Alerts } from './alerts.tsx';
import { Happening } from './happening.tsx';
import { NextBookings } from './next-bookings.tsx';
import { NextStep } from './next-step.tsx';
import { Parts } from './parts.tsx';
import { Sales } from './sales.tsx';
import { type Today, usePath, useToday } from './use-overview.ts';
import { useSeesOverview } from './use-sees-overview.ts';
import { Welcome } from './welcome.tsx';

const firstRooms = { pharmacist: '/health', partner: '/shared', others: '/log' } as const;

export function TodayPage() {
  const sees = useSeesOverview();
  const narrow = useNarrowRole();
  if (sees === undefined) {
    return <Loading />;
  }
  // Who works in one shop, or a house without the overview, begins with what happens.
  return sees ? <Overview /> : <Navigate replace to={firstRooms[narrow ?? 'others']} />;
}

function Overview() {
  const words = useWords();
  const times = useTimes();
  const today = useToday();
  const path = usePath();
  const lead = today.data === undefined ? words.today.lead : times.day(today.data.at);
  const isNew =
    today.data !== undefined &&
    path.data !== undefined &&
    isUnlived(today.data) &&
    path.data.steps.every(({ isDone }) => !isDone);
  return (
    <Page lead={lead} title={words.pages.today}>
      <Answered query={today}>
        {(data) =>
          isNew ? (
            <Welcome />
          ) : (
            <div className="grid grid-cols-1 gap-4 md:gap-6 lg:grid-cols-[minmax(0,5fr)_minmax(0,3fr)]">
              <div className="min-w-0 space-y-4 md:space-y-6">
                <Sales today={data} />
                <Parts today={data} />
                <Alerts />
              </div>
              <div className="min-w-0 space-y-4 md:space-y-6">
                <NextStep />
                <Happening />
                <NextBookings today={data} />
              </div>
            </div>
          )
        }
      </Answered>
    </Page>
  );
}

function isUnlived({ today, lastWeek, signUps, bookings }: Today): boolean {
  return (
    today.orders + lastWeek.orders + signUps.total + (bookings?.total ?? 0) === 0 &&
    today.netMinor === 0
  );
}
