// The receipt in whichever way works: the shop's printer, this device's own, the screen, her telephone. A printer that
// is off is told of, and the others are still there.
import { answerOf } from '@engawa/client';
import { markupOf, type ReceiptToPrint } from '@engawa/receipts';
import { Button } from '@engawa/ui/work';
import { useQuery } from '@tanstack/react-query';
import { api } from '../../api.ts';
import { counterPrinter, usePrintJob } from '../../parts/use-print-job.ts';
import { useSpeech } from '../../words/words.ts';
import type { Counter } from '../book/record.ts';
import { PrintedPicture } from '../parts/printed-picture.tsx';
import { useHead } from '../use-counter.ts';
import { Printing } from './printing.tsx';

type ReceiptViewProps = {
  readonly receipt: ReceiptToPrint;
  readonly orderId: string;
  /** Whether the house has it. */
  readonly isBooked: boolean;
  readonly counter: Counter;
};

export function ReceiptView({ receipt, orderId, isBooked, counter }: ReceiptViewProps) {
  const { words, language } = useSpeech();
  const say = words.till.receipt;
  const head = useHead();
  const address = useAddress(orderId, isBooked);
  const { placeId } = counter;
  const job = usePrintJob(placeId);
  const leave = async (key: string) => {
    const body = { placeId, printer: counterPrinter, orderId, language };
    const params = { header: { 'idempotency-key': key } };
    return (await answerOf(api.POST('/api/tills/print-jobs', { params, body }))).jobId;
  };
  const markup = markupOf(receipt, {
    language,
    timeZone: head?.timeZone ?? 'Asia/Tokyo',
    till: counter.till,
    isPractice: counter.isPractice,
    ...(counter.clerk === null ? {} : { clerk: counter.clerk }),
    ...(address === undefined ? {} : { address }),
  });
  return (
    <section aria-label={say.title} className="min-w-0 space-y-3">
      <div className="flex flex-wrap gap-2">
        <Button
          className="flex-1 px-2"
          data-act="print"
          disabled={!isBooked || job.state === 'sent'}
          onClick={() => void job.print(leave)}
        >
          {say.print}
        </Button>
        <Button className="flex-1 px-2" onClick={() => globalThis.print()}>
          {say.browser}
        </Button>
      </div>
      <Printing job={job} />
      <p className="text-ink-soft text-sm">
        {address === undefined ? say.electronicLater : `${say.electronic}: ${say.electronicHint}`}
      </p>
      <PrintedPicture label={say.of(receipt.number)} markup={markup} />
    </section>
  );
}

/** The e-receipt's secret address, once the house has the sale. */
function useAddress(orderId: string, isBooked: boolean): string | undefined {
  const address = useQuery({
    queryKey: ['till', 'receipt', orderId],
    queryFn: async () => {
      const params = { path: { orderId } };
      const { path } = await answerOf(api.GET('/api/tills/receipts/{orderId}/address', { params }));
      return `${globalThis.location.origin}${path}`;
    },
    enabled: isBooked,
    staleTime: Number.POSITIVE_INFINITY,
  });
  return address.data;
}
