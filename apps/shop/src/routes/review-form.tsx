// Writing a review: a form that works without scripts. Whoever has not carried it home is told so.
import {
  Button,
  buttonClass,
  Check,
  EmptyState,
  Field,
  FieldError,
  TextArea,
  useLanguage,
} from '@engawa/ui';
import {
  type ActionFunctionArgs,
  data,
  Form,
  Link,
  type LoaderFunctionArgs,
  useActionData,
  useLoaderData,
} from 'react-router';
import type { OrderLink } from '../../../../server/storefront/contract-reviews.ts';
import { privately } from '../asked-by-link.ts';
import { openPage } from '../context.ts';
import { textOf } from '../form-text.ts';
import { PageHead } from '../parts/page-head.tsx';
import { fieldsOf, RefusedForm, type SentBack, typedOf } from '../typed.tsx';
import { reviewWords } from '../words/reviews.ts';

function linkOf(url: string): OrderLink | undefined {
  const { searchParams } = new URL(url);
  const [orderId, token] = [searchParams.get('order'), searchParams.get('t')];
  return orderId === null || token === null ? undefined : { orderId, token };
}

export async function loader(args: LoaderFunctionArgs) {
  const { storefront, visitor } = openPage(args);
  const link = linkOf(args.request.url);
  const page = await storefront.reviewForm(visitor, args.params.itemId ?? '', link);
  if (page === undefined) {
    throw data(null, { status: 404 });
  }
  return data(page, { headers: privately });
}

export async function action(args: ActionFunctionArgs) {
  const { storefront, visitor } = openPage(args);
  const itemId = args.params.itemId ?? '';
  const link = linkOf(args.request.url);
  const sent = await args.request.formData();
  if (textOf(sent, 'intent') === 'withdraw') {
    const isGone = await storefront.withdrawReview(visitor, itemId, link);
    return { done: isGone ? ('withdrawn' as const) : null, back: null, hadPhotos: false };
  }
  const files = sent.getAll('photos').filter((each) => each instanceof File && each.size > 0);
  const photos = await Promise.all(
    files.map(async (file) => Buffer.from(await (file as File).arrayBuffer())),
  );
  const answer = await storefront.postReview(visitor, {
    stars: Number(textOf(sent, 'stars')) || 0,
    fit: textOf(sent, 'fit'),
    name: textOf(sent, 'name').slice(0, 100),
    text: textOf(sent, 'text').slice(0, 5000),
    itemId,
    link,
    dropsPhotos: textOf(sent, 'drop') === 'yes',
    photos,
  });
  if ('refused' in answer) {
    const back: SentBack = { ...answer, typed: typedOf(sent) };
    return data({ done: null, back, hadPhotos: photos.length > 0 }, { status: 422 });
  }
  return { done: answer.state, back: null, hadPhotos: false };
}

export const headers = ({ loaderHeaders }: { readonly loaderHeaders: Headers }) => loaderHeaders;

export default function ReviewForm() {
  const page = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const words = reviewWords(useLanguage());
  const title = page.own === null ? words.formTitle : words.again;
  return (
    <div className="mx-auto max-w-2xl">
      <PageHead title={title} isHidden />
      <h1 className="pt-6 text-2xl font-bold">{title}</h1>
      <div className="my-6 flex items-center gap-4">
        <img
          src={page.picture.address}
          alt=""
          width={72}
          height={72}
          className="size-18 rounded-md bg-shade object-cover"
        />
        <p className="font-bold">{page.name}</p>
      </div>
      {answer?.done === undefined || answer.done === null ? null : (
        <p role="status" className="mb-6 rounded-md bg-ai-mist p-4">
          {answer.done === 'withdrawn'
            ? words.withdrawn
            : answer.done === 'shown'
              ? words.shown
              : words.waiting}
        </p>
      )}
      <RefusedForm back={answer?.back ?? undefined} title={words.notPosted} />
      {page.mayWrite ? <Fields /> : <ForBuyers />}
      <Link
        to={`/items/${page.itemId}`}
        className="mt-4 inline-flex min-h-11 items-center underline"
      >
        {words.back}
      </Link>
    </div>
  );
}

function ForBuyers() {
  const { itemId, isSignedIn } = useLoaderData<typeof loader>();
  const words = reviewWords(useLanguage());
  return (
    <EmptyState title={words.forBuyers}>
      <p>{words.byLink}</p>
      {isSignedIn ? null : (
        <Link to={`/sign-in?to=/items/${itemId}/review`} className={buttonClass('main')}>
          {words.signIn}
        </Link>
      )}
    </EmptyState>
  );
}

function Fields() {
  const { own, asksFit } = useLoaderData<typeof loader>();
  // What was refused is still there: a photograph that does not fit must not cost her words.
  const answer = useActionData<typeof action>();
  const bind = fieldsOf(answer?.back ?? undefined);
  const stars = bind('stars', String(own?.stars ?? ''));
  const fit = bind('fit', own?.fit ?? '');
  const words = reviewWords(useLanguage());
  return (
    <>
      {own?.state === 'waiting' ? <p className="mb-4 text-ink-soft">{words.isWaiting}</p> : null}
      {own?.state === 'hidden' ? <p className="mb-4 text-ink-soft">{words.isHidden}</p> : null}
      <Form
        method="post"
        encType="multipart/form-data"
        reloadDocument
        className="space-y-6 rounded-lg bg-paper p-5 shadow-rest md:p-8"
      >
        <fieldset>
          <legend className="mb-1 font-bold">{words.stars}</legend>
          {stars.error === undefined ? null : (
            <FieldError id="stars-error">{stars.error}</FieldError>
          )}
          <div className="grid gap-1 sm:grid-cols-2">
            {[5, 4, 3, 2, 1].map((count) => (
              <label key={count} className="flex min-h-11 items-center gap-3">
                <input
                  type="radio"
                  name="stars"
                  value={count}
                  required
                  defaultChecked={stars.defaultValue === String(count)}
                  {...{ autoFocus: stars.autoFocus && count === 5 }}
                  className="size-5 accent-ai"
                />
                <span aria-hidden="true" className="tracking-widest text-kaki">
                  {'★'.repeat(count)}
                </span>
                <span>{words.starNames[count - 1]}</span>
              </label>
            ))}
          </div>
        </fieldset>
        {asksFit ? (
          <fieldset>
            <legend className="mb-1 font-bold">{words.fit}</legend>
            <div className="flex flex-wrap gap-x-6">
              {(['small', 'fits', 'large', ''] as const).map((each) => (
                <label key={each} className="flex min-h-11 items-center gap-2">
                  <input
                    type="radio"
                    name="fit"
                    value={each}
                    defaultChecked={fit.defaultValue === each}
                    className="size-5 accent-ai"
                  />
                  {each === '' ? words.noFit : words.fits[each]}
                </label>
              ))}
            </div>
          </fieldset>
        ) : null}
        <TextArea
          label={words.text}
          hint={words.textHint}
          required
          minLength={10}
          maxLength={2000}
          rows={5}
          {...bind('text', own?.text)}
        />
        <Field
          label={words.name}
          hint={words.nameHint}
          isMarked={false}
          maxLength={30}
          autoComplete="off"
          {...bind('name', own?.name)}
        />
        <Field
          name="photos"
          type="file"
          label={words.photos}
          hint={answer?.hadPhotos === true ? words.photosAgain : words.photosHint}
          error={bind('photos').error}
          {...{ autoFocus: bind('photos').autoFocus }}
          accept="image/jpeg,image/png,image/webp,image/heic,image/heif"
          multiple
        />
        {own === null || own.photos === 0 ? null : (
          <div>
            <p className="text-sm text-ink-soft">{words.photosKept(own.photos)}</p>
            <Check
              name="drop"
              value="yes"
              label={words.drop}
              defaultChecked={bind('drop').defaultValue === 'yes'}
            />
          </div>
        )}
        <Button look="main" isWide>
          {words.send}
        </Button>
      </Form>
      {own === null ? null : (
        <Form method="post" encType="multipart/form-data" reloadDocument className="mt-4">
          <input type="hidden" name="intent" value="withdraw" />
          <Button look="quiet">{words.withdraw}</Button>
        </Form>
      )}
    </>
  );
}
