// What a customer asks of her own data at headquarters: asked here, decided by somebody else.
import { answerOf } from '@engawa/client';
import { Button } from '@engawa/ui/work';
import { useMutation } from '@tanstack/react-query';
import { api, queries } from '../api.ts';
import { Outcome } from '../parts/form.tsx';
import { Section } from '../parts/page.tsx';
import { TextLink } from '../parts/text-link.tsx';
import { useMay } from '../staff/use-may.ts';
import { useWords } from '../words/words.ts';

export function AskForHer({ recordId }: { readonly recordId: string }) {
  const words = useWords().rights.asking;
  const mayAsk = useMay('rights');
  const asking = useMutation({
    mutationFn: (kind: 'package' | 'erasure') =>
      answerOf(api.POST('/api/rights/requests', { body: { kind, recordId, reason: 'her_wish' } })),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['rights'] }),
  });
  return mayAsk ? (
    <Section title={words.title}>
      <p className="mb-4 max-w-3xl text-ink-soft">{words.lead}</p>
      <div className="flex flex-wrap items-center gap-3">
        <Button disabled={asking.isPending} onClick={() => asking.mutate('package')}>
          {words.package}
        </Button>
        <Button disabled={asking.isPending} look="warning" onClick={() => asking.mutate('erasure')}>
          {words.erasure}
        </Button>
        <TextLink to="/rights">{words.list}</TextLink>
      </div>
      <Outcome done={asking.isSuccess ? words.done : undefined} error={asking.error} />
    </Section>
  ) : null;
}
