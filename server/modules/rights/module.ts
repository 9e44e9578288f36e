import type { Module } from '#kernel/module';
import type { DisclosureSource, StopFollower } from '#privacy';
import { followingStops, followStopsJob } from './follow-stops.ts';
import { herRoutes } from './her-routes.ts';
import { retentionJob } from './jobs.ts';
import { myRoutes } from './my-routes.ts';
import { requestRoutes } from './request-routes.ts';
import { retentionRoutes } from './retention-routes.ts';
import { shareRoutes } from './share-routes.ts';

/** The module with the shares of all others, and what follows a stop of use; server/modules.ts wires them. */
export function createRightsModule(
  sources: readonly DisclosureSource[],
  followers: readonly StopFollower[],
): Module {
  return {
    name: 'rights',
    title: { ja: 'ご本人の権利', en: 'Her rights' },
    canBeOff: false,
    routes: (app, house) => {
      myRoutes(app, house, sources);
      herRoutes(app, house);
      requestRoutes(app, house, sources);
      retentionRoutes(app, house);
      shareRoutes(app, house);
    },
    listeners: [followingStops(followers)],
    jobs: [retentionJob, followStopsJob(followers)],
  };
}
