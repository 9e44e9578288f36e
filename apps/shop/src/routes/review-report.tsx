// Asking the house to look at a review; works without scripts.
import { Button, useLanguage } from '@engawa/ui';
import { type ActionFunctionArgs, Form, useActionData } from 'react-router';
import { openPage } from '../context.ts';
import { textOf } from '../form-text.ts';
import { PageHead } from '../parts/page-head.tsx';
import { reviewWords } from '../words/reviews.ts';

export async function action(args: ActionFunctionArgs) {
  const { storefront, visitor } = openPage(args);
  const reason = textOf(await args.request.formData(), 'reason');
  return {
    isTold: await storefront.reportReview(visitor, args.params.reviewId ?? '', reason),
  };
}

export default function ReportReview() {
  const answer = useActionData<typeof action>();
  const words = reviewWords(useLanguage());
  const reasons = Object.entries(words.reasons);
  return (
    <div className="mx-auto max-w-2xl">
      <PageHead title={words.reportTitle} isHidden />
      <h1 className="pt-6 text-2xl font-bold">{words.reportTitle}</h1>
      <p className="mt-1 mb-6 text-ink-soft">{words.reportLead}</p>
      {answer === undefined ? (
        <Form method="post" className="rounded-lg bg-paper p-5 shadow-rest">
          <fieldset className="mb-4">
            <legend className="sr-only">{words.reportTitle}</legend>
            {reasons.map(([reason, label]) => (
              <label key={reason} className="flex min-h-11 items-center gap-3">
                <input
                  type="radio"
                  name="reason"
                  value={reason}
                  required
                  className="size-5 accent-ai"
                />
                {label}
              </label>
            ))}
          </fieldset>
          <Button>{words.reportSend}</Button>
        </Form>
      ) : (
        <p role="status" className="rounded-md bg-ai-mist p-4">
          {answer.isTold ? words.reported : words.notReported}
        </p>
      )}
    </div>
  );
}
