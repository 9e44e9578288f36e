// The paths of the API as the client knows them: what is generated, and stock.
import type { paths as generated } from './api.gen.ts';

type Answers<Shape> = {
  200: { headers: Record<string, unknown>; content: { 'application/json': Shape } };
};

type AtPlace = {
  placeId: string;
  placeName: string;
  onHand: number;
  held: number;
  available: number;
};

type StockPaths = {
  '/api/stock': {
    get: {
      parameters: { query?: { placeId?: string; q?: string; after?: string; limit?: number } };
      responses: Answers<{
        stock: (AtPlace & { itemId: string; itemCode: string; itemName: string })[];
        next: string | null;
      }>;
    };
  };
  '/api/stock/items/{itemId}': {
    get: {
      parameters: { path: { itemId: string } };
      responses: Answers<{ itemCode: string; itemName: string; places: AtPlace[] }>;
    };
  };
};

export type paths = generated & StockPaths;
