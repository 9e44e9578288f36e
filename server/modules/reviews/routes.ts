// Reviews at the edge: what everybody reads, what a buyer writes, what the house looks at.
import { Type } from 'typebox';
import { findItems } from '#catalog';
import { type App, actorOf, read, write } from '#kernel/http';
import { formatId, parseId } from '#kernel/ids';
import type { House } from '#kernel/module';
import { Id, IdempotencyHeaders, problems } from '#kernel/schemas';
import { transaction } from '#kernel/transaction';
import { type Decision, decideReview } from './decide-review.ts';
import { reviewsRefusals } from './errors.ts';
import { findBuyer } from './find-buyer.ts';
import { readPhotos } from './photos.ts';
import { postReview } from './post-review.ts';
import { readPhoto } from './read-photo.ts';
import { reportReview } from './report-review.ts';
import {
  NewReview,
  PostedReview,
  ReportReasonWord,
  ReviewDecision,
  ReviewQueue,
  reviewBodyMax,
  ShownReviews,
} from './schemas.ts';
import { listQueue, listShown } from './show-reviews.ts';
import { withdrawReview } from './withdraw-review.ts';

const tags = ['reviews'];
const headers = IdempotencyHeaders;
const params = Type.Object({ reviewId: Id('review') });
const shownMax = 100;
const queueMax = 100;
const Done = Type.Object({ done: Type.Boolean() });

/** Routes under /api/reviews. */
export function reviewRoutes(app: App, house: House): void {
  readingRoutes(app, house);
  writingRoutes(app, house);
  decidingRoutes(app, house);
}

function readingRoutes(app: App, { db }: House): void {
  app.get(
    '/api/reviews',
    {
      config: { access: 'public' },
      schema: {
        operationId: 'listReviews',
        tags,
        summary: 'Reviews of an item and its variants, newest first',
        querystring: Type.Object({ itemId: Id('item') }),
        response: { 200: ShownReviews, ...problems },
      },
    },
    (request) =>
      read(db, request, async (tx) => {
        const itemId = parseId('item', request.query.itemId);
        const item = (await findItems(tx, [itemId])).get(itemId);
        return {
          reviews: item === undefined ? [] : await listShown(tx, item.productId, shownMax),
        };
      }),
  );
  app.get(
    '/api/reviews/photos/:photoId',
    {
      config: { access: 'public' },
      schema: {
        operationId: 'getReviewPhoto',
        tags,
        summary:
          'A photograph with a review; one that is not shown, for the house and its author only',
        params: Type.Object({ photoId: Id('reviewPhoto') }),
        querystring: Type.Object({ size: Type.Optional(Type.Literal('small')) }),
        response: {
          200: Type.Unsafe<Buffer>({ type: 'string', description: 'WebP' }),
          304: Type.Unsafe<Buffer>({
            type: 'string',
            description: 'The one she has is still shown.',
          }),
          ...problems,
        },
      },
    },
    async (request, reply) => {
      const id = parseId('reviewPhoto', request.params.photoId);
      const isSmall = request.query.size === 'small';
      const { bytes, isShown } = await read(db, request, (tx) =>
        readPhoto(tx, request.principal, id, isSmall),
      );
      // Asked for at each look: one that is hidden meanwhile is gone at the next. The bytes of an id never change.
      const tag = `"${request.params.photoId}${isSmall ? '-small' : ''}"`;
      const isKnown = isShown && request.headers['if-none-match'] === tag;
      return reply
        .headers(
          isShown
            ? { 'cache-control': 'private, no-cache', etag: tag }
            : { 'cache-control': 'no-store' },
        )
        .header('content-security-policy', "default-src 'none'; sandbox")
        .type('image/webp')
        .code(isKnown ? 304 : 200)
        .send(isKnown ? Buffer.alloc(0) : bytes);
    },
  );
}

function writingRoutes(app: App, { db }: House): void {
  app.post(
    '/api/reviews',
    {
      config: { access: 'customer' },
      bodyLimit: reviewBodyMax,
      schema: {
        operationId: 'postReview',
        tags,
        summary: 'Review what was bought and handed over, or write it anew',
        headers,
        body: NewReview,
        response: { 201: PostedReview, ...problems },
      },
    },
    async (request, reply) => {
      const { body, principal } = request;
      const itemId = parseId('item', body.itemId);
      const { fit = null, name = '', language = 'ja' } = body;
      // Photographs cost much to decode: nobody's are who may not send them.
      const mayWrite = await transaction(db, { actor: actorOf(principal) }, (tx) =>
        findBuyer(tx, { recordId: principal.id }, itemId),
      );
      if (mayWrite === undefined) {
        throw reviewsRefusals.not_bought();
      }
      const photos = await readPhotos(
        (body.photos ?? []).map((text) => Buffer.from(text, 'base64')),
      );
      const posted = await write(db, request, async (tx) => {
        const buyer = await findBuyer(tx, { recordId: principal.id }, itemId);
        if (buyer === undefined) {
          throw reviewsRefusals.not_bought();
        }
        const { stars, text } = body;
        const row = await postReview(tx, buyer, {
          itemId,
          stars,
          fit,
          name,
          text,
          photos,
          language,
        });
        return {
          id: formatId('review', row.id),
          state: row.state,
          changedAt: row.changed_at.toString(),
        };
      });
      return reply.code(201).send(posted);
    },
  );
  app.delete(
    '/api/reviews/:reviewId',
    {
      config: { access: 'customer' },
      schema: {
        operationId: 'withdrawReview',
        tags,
        summary: 'Take back a review of one’s own, photographs and all',
        params,
        headers,
        response: { 200: Done, ...problems },
      },
    },
    (request) =>
      write(db, request, async (tx) => {
        await withdrawReview(tx, request.principal.id, parseId('review', request.params.reviewId));
        return { done: true };
      }),
  );
  app.post(
    '/api/reviews/:reviewId/reports',
    {
      config: { access: 'public' },
      schema: {
        operationId: 'reportReview',
        tags,
        summary: 'Ask the house to look at a review',
        params,
        headers,
        body: Type.Object({ reason: ReportReasonWord }, { additionalProperties: false }),
        response: { 200: Done, ...problems },
      },
    },
    (request) =>
      write(db, request, async (tx) => {
        const { principal } = request;
        const reporter = principal.kind === 'guest' ? 'guest' : `${principal.kind} ${principal.id}`;
        const id = parseId('review', request.params.reviewId);
        await reportReview(tx, id, reporter, request.body.reason);
        return { done: true };
      }),
  );
}

function decidingRoutes(app: App, { db }: House): void {
  app.get(
    '/api/reviews/queue',
    {
      config: { access: 'reviews.read' },
      schema: {
        operationId: 'listReviewQueue',
        tags,
        summary: 'Reviews to look at: waiting and reported; or those that are shown or hidden',
        querystring: Type.Object({
          state: Type.Optional(
            Type.Union([Type.Literal('waiting'), Type.Literal('shown'), Type.Literal('hidden')]),
          ),
        }),
        response: { 200: ReviewQueue, ...problems },
      },
    },
    (request) =>
      read(db, request, async (tx) => ({
        reviews: await listQueue(tx, request.query.state ?? 'waiting', queueMax),
      })),
  );
  app.post(
    '/api/reviews/:reviewId/decision',
    {
      config: { access: 'reviews.write' },
      schema: {
        operationId: 'decideReview',
        tags,
        summary: 'Show a review or hide it; settles what was reported of it',
        params,
        headers,
        body: ReviewDecision,
        response: { 200: Done, ...problems },
      },
    },
    (request) =>
      write(db, request, async (tx) => {
        const { state, reason = 'not_about_it' } = request.body;
        const decision: Decision = state === 'shown' ? { state } : { state, reason };
        const { principal } = request;
        const staffId = principal.kind === 'staff' ? principal.id : null;
        await decideReview(tx, parseId('review', request.params.reviewId), {
          decision,
          seen: Temporal.Instant.from(request.body.changedAt),
          staffId,
        });
        return { done: true };
      }),
  );
}
