// The answers the page of today stands on. Orders, bookings and sign-ups make them old by themselves, see
// api.ts; the minute does too, since "by now" moves.
import { type Answer, answerOf } from '@engawa/client';
import { useQuery } from '@tanstack/react-query';
import { api } from '../api.ts';

export type Today = Answer<'/api/overview/today'>;
export type StockAlerts = Answer<'/api/overview/stock-alerts'>;
export type Path = Answer<'/api/overview/path'>;

const minuteMs = 60_000;

export function useToday() {
  return useQuery({
    queryKey: ['today'],
    queryFn: () => answerOf(api.GET('/api/overview/today')),
    refetchInterval: minuteMs,
  });
}

export function useStockAlerts() {
  return useQuery({
    queryKey: ['stock-alerts'],
    queryFn: () => answerOf(api.GET('/api/overview/stock-alerts')),
  });
}

export function usePath() {
  return useQuery({
    queryKey: ['path'],
    queryFn: () => answerOf(api.GET('/api/overview/path')),
    staleTime: minuteMs,
  });
}
