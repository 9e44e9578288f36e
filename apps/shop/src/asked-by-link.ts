// Pages of an order that are reached by its secret link: which order, by which secret, and what keeps the secret in.
import type { ActionFunctionArgs, LoaderFunctionArgs } from 'react-router';

export const privately = { 'cache-control': 'no-store', 'referrer-policy': 'no-referrer' };

export function askedOf({ request, params }: LoaderFunctionArgs | ActionFunctionArgs) {
  const token = new URL(request.url).searchParams.get('t') ?? '';
  return { orderId: params['orderId'] ?? '', token };
}
