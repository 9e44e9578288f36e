// How far apart two positions are, on a sphere (haversine): wrong by at most 0.5% against the ellipsoid.

export type Position = { readonly latitude: number; readonly longitude: number };

/** The mean radius of the earth (IUGG), metres. */
export const earthRadiusM = 6_371_008.8;

/** Metres along the great circle. */
export function distanceBetweenM(a: Position, b: Position): number {
  const toRadians = Math.PI / 180;
  const height = Math.sin(((b.latitude - a.latitude) * toRadians) / 2) ** 2;
  const width = Math.sin(((b.longitude - a.longitude) * toRadians) / 2) ** 2;
  const cosines = Math.cos(a.latitude * toRadians) * Math.cos(b.latitude * toRadians);
  return 2 * earthRadiusM * Math.asin(Math.sqrt(Math.min(1, height + cosines * width)));
}
