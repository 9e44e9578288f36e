// A heart that stays: it works as a form without scripts, and fills at once with them.
import { useFetcher } from 'react-router';
import { tell } from '../moments/tell.ts';
import { useWebPlace } from '../moments/use-moment.ts';
import { useWords } from '../words/use-words.ts';

export function WishButton({
  itemId,
  isWished,
}: {
  readonly itemId: string;
  readonly isWished: boolean;
}) {
  const words = useWords();
  const placeId = useWebPlace();
  const fetcher = useFetcher<{ readonly isWished: boolean }>();
  const sent = fetcher.formData?.get('wanted');
  const isOn =
    sent === undefined || sent === null ? (fetcher.data?.isWished ?? isWished) : sent === '1';
  return (
    <fetcher.Form
      method="post"
      action="/wishes"
      onSubmit={() => tell({ kind: 'wished', itemId, isWished: !isOn }, placeId)}
    >
      <input type="hidden" name="itemId" value={itemId} />
      <input type="hidden" name="wanted" value={isOn ? '0' : '1'} />
      <button
        type="submit"
        aria-pressed={isOn}
        className="inline-flex min-h-11 items-center gap-2 rounded-md border border-edge bg-paper px-4 text-sm hover:bg-shade aria-pressed:text-kaki"
      >
        <Heart isFilled={isOn} />
        <span className="text-sumi">{isOn ? words.wishes.on : words.wishes.add}</span>
      </button>
    </fetcher.Form>
  );
}

function Heart({ isFilled, size = 20 }: { readonly isFilled: boolean; readonly size?: number }) {
  return (
    <svg
      aria-hidden="true"
      width={size}
      height={size}
      viewBox="0 0 24 24"
      fill={isFilled ? 'currentColor' : 'none'}
      stroke="currentColor"
      strokeWidth="1.7"
      strokeLinejoin="round"
      className="shrink-0"
    >
      <path d="M12 20.5S3.500 15.300 3.500 9.300A4.700 4.700 0 0 1 12 6.500a4.700 4.700 0 0 1 8.500 2.800c0 6-8.500 11.200-8.500 11.200z" />
    </svg>
  );
}
