// Shops, warehouses and web shops of another system.
import { importPlaces, type PlaceToImport } from '#places';
import type { Importer, RowOutcome } from '../importer.ts';
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
    return { rows: outcomes.map(toOutcome) };
  },
};

function toOutcome(outcome: Awaited<ReturnType<typeof importPlaces>>[number]): RowOutcome {
  if (outcome.outcome === 'refused') {
    const { code, ja, en } = outcome.refusal;
    return { kind: 'rejected', code, ja, en };
  }
  return { kind: outcome.outcome === 'unchanged' ? 'unchanged' : 'accepted' };
}

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
