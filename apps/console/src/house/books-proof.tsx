// Whether the books agree with what happened: every balance worked out anew from its movements, when somebody asks.
import { answerOf } from '@engawa/client';
import { Badge, formatCount } from '@engawa/ui';
import { Button } from '@engawa/ui/work';
import { useMutation } from '@tanstack/react-query';
import { api } from '../api.ts';
import { Outcome } from '../parts/form.tsx';
import { Facts } from '../parts/page.tsx';
import { useWords } from '../words/words.ts';

export function BooksProof() {
  const say = useWords().proof;
  const proving = useMutation({
    mutationFn: proveBooks,
  });
  return (
    <div className="max-w-3xl space-y-4">
      <p className="text-ink-soft">{say.lead}</p>
      <Button data-act="prove" disabled={proving.isPending} onClick={() => proving.mutate()}>
        {proving.isPending ? say.running : say.run}
      </Button>
      <Outcome error={proving.error} />
      <div aria-live="polite" data-part={proving.isSuccess ? 'proven' : undefined}>
        {proving.data !== undefined && <Proven {...proving.data} />}
      </div>
    </div>
  );
}

type ProvenProps = Awaited<ReturnType<typeof proveBooks>>;

async function proveBooks() {
  return {
    stock: await answerOf(api.GET('/api/stock/proof')),
    ledger: await answerOf(api.GET('/api/ledger/proof', { params: { query: {} } })),
  };
}

function Proven({ stock, ledger }: ProvenProps) {
  const say = useWords().proof;
  const postings = ledger.units.reduce((sum, unit) => sum + unit.postings, 0);
  return (
    <Facts
      facts={[
        {
          name: say.stock,
          value: (
            <Verdict
              counted={say.stockCounted(formatCount(stock.balances), formatCount(stock.movements))}
              differences={stock.differences.length}
              isGood={stock.isProven}
            />
          ),
        },
        {
          name: say.ledger,
          value: (
            <Verdict
              counted={say.ledgerCounted(formatCount(postings))}
              differences={ledger.differences.length}
              isGood={ledger.isEqual}
            />
          ),
        },
      ]}
    />
  );
}

type VerdictProps = {
  readonly isGood: boolean;
  readonly differences: number;
  readonly counted: string;
};

function Verdict({ isGood, differences, counted }: VerdictProps) {
  const say = useWords().proof;
  return (
    <>
      {isGood ? (
        <Badge tone="here">{say.agrees}</Badge>
      ) : (
        <span className="text-kaki">{say.differs(formatCount(differences))}</span>
      )}
      <span className="mt-1 block text-ink-soft text-sm">{counted}</span>
    </>
  );
}
