// Modules switched by the owner; a start is a house opened anew on the same rows.
import { expect, openTestHouse, test } from '#testing';
import { modulesOn } from '../../house.ts';

test('a module is off from the next start, and the setting of the machine is the stronger word', async () => {
  const house = await openTestHouse({ environment: { ENGAWA_MODULES_OFF: 'devices' } });
  try {
    const owner = await house.as('owner');
    const put = (name: string, isOn: boolean) =>
      house.request('PUT', `/api/house/modules/${name}`, { isOn }, owner);
    expect((await put('bookings', false)).body).toMatchObject({ isOn: true, willBeOn: false });
    const listed = await house.request('GET', '/api/house/modules', undefined, owner);
    expect(
      listed.body.modules.filter((module: { willBeOn: boolean }) => !module.willBeOn),
    ).toMatchObject([
      { name: 'devices', isOn: false, isHeldOff: true },
      { name: 'bookings', isOn: true, isHeldOff: false },
    ]);
    expect((await put('devices', true)).body.code).toBe('house.module_held_off');
    expect((await put('orders', false)).body.code).toBe('house.module_needed');
    expect((await put('teleport', true)).body.code).toBe('house.module_unknown');
    const clerk = await house.as('manager');
    const refused = await house.request('PUT', '/api/house/modules/offers', { isOn: false }, clerk);
    expect(refused.status).toBe(403);
  } finally {
    await house.drop();
  }
});

test('what was switched off opens without it, and what is needed by now opens all the same', async ({
  house,
}) => {
  const names = modulesOn(house.config, ['bookings', 'orders']).map(({ name }) => name);
  expect(names).not.toContain('bookings');
  expect(names).toContain('orders');
});
