// Places, one row each.
import type { Database } from '#kernel/db';
import { transaction } from '#kernel/transaction';
import { listPlaces } from '#places';
import type { ExportedRow, Exporter } from './index.ts';

export const exportPlaces = {
  columns: [
    'place_code',
    'name',
    'kind',
    'postal_code',
    'address',
    'phone',
    'latitude',
    'longitude',
    'time_zone',
  ],
  async *rows(db: Database): AsyncIterable<ExportedRow> {
    const places = await transaction(db, { readOnly: true }, (tx) => listPlaces(tx, 0));
    for (const place of places) {
      yield {
        place_code: place.code,
        name: place.name_ja,
        kind: place.kind,
        postal_code: place.postal_code,
        address: place.address,
        phone: place.phone,
        latitude: place.latitude,
        longitude: place.longitude,
        time_zone: place.time_zone,
      };
    }
  },
} satisfies Exporter;
