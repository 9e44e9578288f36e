// Makes the tablet a device of a shop. Who may not enrol devices uses the tablet as long as the session lasts.
import { answerOf } from '@engawa/client';
import { api } from '../api.ts';
import { setStation } from './station.ts';

/** Enrols this tablet at a place; answers whether the house let it. */
export async function enrolTablet(placeId: string, name: string): Promise<boolean> {
  try {
    const body = { kind: 'tablet' as const, placeId, name: name.slice(0, 100) };
    const { code } = await answerOf(api.POST('/api/devices', { body }));
    const { token } = await answerOf(api.POST('/api/devices/enrol', { body: { code } }));
    setStation({ placeId, token });
    return true;
  } catch {
    setStation({ placeId, token: null });
    return false;
  }
}
