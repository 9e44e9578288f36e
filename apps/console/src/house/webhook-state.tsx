import { Badge } from '@engawa/ui';
import { useWords } from '../words/words.ts';
import type { Webhook } from './use-webhooks.ts';

export function WebhookState({ webhook }: { readonly webhook: Webhook }) {
  const { house } = useWords();
  return (
    <Badge tone={webhook.isEnabled ? 'here' : 'now'}>
      {webhook.isEnabled ? house.enabled : house.disabled}
    </Badge>
  );
}
