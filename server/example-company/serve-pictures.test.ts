import { expect, openTestHouse, test } from '#testing';
import { servePictures } from './index.ts';

test('a picture is served as SVG for ever, an unknown one is not found', async () => {
  const house = await openTestHouse();
  try {
    servePictures(house.app);
    const found = await house.request('GET', '/media/example/cup-indigo-waves.svg');
    expect(found.status).toBe(200);
    expect(found.headers['content-type']).toContain('image/svg+xml');
    expect(found.headers['cache-control']).toContain('immutable');
    const missing = await house.request('GET', '/media/example/dragon-indigo-waves.svg');
    expect(missing.status).toBe(404);
  } finally {
    await house.drop();
  }
});
