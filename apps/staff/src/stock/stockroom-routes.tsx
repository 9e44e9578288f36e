// The rooms of the stockroom.
import type { RouteObject } from 'react-router';
import { AdjustPage } from './adjust/adjust-page.tsx';
import { CountPage } from './counts/count-page.tsx';
import { CountsPage } from './counts/counts-page.tsx';
import { LabelsPage } from './labels/labels-page.tsx';
import { OutboxPage } from './outbox/outbox-page.tsx';
import { ReceivePage } from './receive/receive-page.tsx';
import { UnpackPage } from './receive/unpack-page.tsx';
import { ShelvesPage } from './shelves/shelves-page.tsx';
import { StockroomPage } from './stockroom-page.tsx';
import { AskPage } from './transfers/ask-page.tsx';
import { TransferPage } from './transfers/transfer-page.tsx';
import { TransfersPage } from './transfers/transfers-page.tsx';

export const stockroomRoutes: RouteObject[] = [
  { path: 'stockroom', element: <StockroomPage /> },
  { path: 'stockroom/outbox', element: <OutboxPage /> },
  { path: 'receive', element: <ReceivePage /> },
  { path: 'receive/:transferId', element: <UnpackPage /> },
  { path: 'transfers', element: <TransfersPage /> },
  { path: 'transfers/new', element: <AskPage /> },
  { path: 'transfers/:transferId', element: <TransferPage /> },
  { path: 'counts', element: <CountsPage /> },
  { path: 'counts/:countId', element: <CountPage /> },
  { path: 'adjust', element: <AdjustPage /> },
  { path: 'labels', element: <LabelsPage /> },
  { path: 'shelves', element: <ShelvesPage /> },
];
