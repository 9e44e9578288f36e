// Shops, warehouses and web shops of another system.
import { importPlaces, type PlaceToImport } from '#places';
import type { Importer } from '../importer.ts';
import type { PlaceRow } from '../reading/index.ts';

export const placesImporter: Importer<'places'> = {
  kind: 'places',
  mode: 'upsert',
  isPersonal: false,
  apply: async (tx, context, rows) => {
    const { source, timeZone, currency } = context;
    const outcomes = await importPlaces(
      tx,
      { source, timeZone, currency },
      rows.map(({ value }) => toPlace(value)),
    );
    return {
      rows: outcomes.map((each) => ({
        kind: each.outcome === 'unchanged' ? ('unchanged' as const) : ('accepted' as const),
      })),
    };
  },
};

function toPlace(row: PlaceRow): PlaceToImport {
  return {
    code: row.placeCode,
    name: row.name,
    kind: row.kind,
    phone: row.phone?.original,
    postalCode: row.postalCode,
    prefecture: row.prefecture,
    city: row.city,
    address: row.address,
    addressKana: row.addressKana,
    latitude: row.latitude === undefined ? undefined : Number(row.latitude),
    longitude: row.longitude === undefined ? undefined : Number(row.longitude),
    timeZone: row.timeZone,
    attributes:
      row.floorAreaSquareMetres === undefined
        ? undefined
        : { floorAreaSquareMetres: Number(row.floorAreaSquareMetres.text) },
  };
}
