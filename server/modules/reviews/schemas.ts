// Shapes of reviews.
import { Type } from 'typebox';
import { Id, Instant, Nullable, Text } from '#kernel/schemas';
import { photosMax } from './photos.ts';
import { nameLengthMax, reportReasons, textLengthMax, textLengthMin } from './words.ts';

const Fit = Type.Union([Type.Literal('small'), Type.Literal('fits'), Type.Literal('large')]);
const State = Type.Union([Type.Literal('waiting'), Type.Literal('shown'), Type.Literal('hidden')]);
export const ReportReasonWord = Type.Union(reportReasons.map((each) => Type.Literal(each)));

/** As base64, four letters for three bytes. */
const photoLettersMax = 16_000_000;

export const NewReview = Type.Object(
  {
    itemId: Id('item'),
    stars: Type.Integer({ minimum: 1, maximum: 5 }),
    fit: Type.Optional(Fit),
    name: Type.Optional(Text(nameLengthMax, 0)),
    text: Text(textLengthMax, textLengthMin),
    photos: Type.Optional(
      Type.Array(
        Type.String({
          minLength: 4,
          maxLength: photoLettersMax,
          pattern: '^[A-Za-z0-9+/]+={0,2}$',
          description:
            'JPEG, PNG, WebP, GIF, HEIF or TIFF as base64; kept anew, without what the camera noted.',
        }),
        { maxItems: photosMax },
      ),
    ),
    language: Type.Optional(Type.Union([Type.Literal('ja'), Type.Literal('en')])),
  },
  { additionalProperties: false },
);
export const reviewBodyMax = photosMax * photoLettersMax + 20_000;

/** Which words and photographs are meant: those of this moment. */
const ChangedAt = Type.String({ format: 'date-time', description: 'When it was last changed.' });

export const PostedReview = Type.Object({ id: Id('review'), state: State, changedAt: ChangedAt });

const Photo = Type.Object({
  id: Id('reviewPhoto'),
  width: Type.Integer(),
  height: Type.Integer(),
});

const shown = {
  id: Id('review'),
  itemId: Id('item'),
  stars: Type.Integer(),
  fit: Nullable(Fit),
  variant: Type.Record(Type.String(), Type.String()),
  name: Type.String(),
  text: Type.String(),
  language: Type.String(),
  postedAt: Instant,
  photos: Type.Array(Photo),
};

export const ShownReviews = Type.Object({ reviews: Type.Array(Type.Object(shown)) });

export const ReviewQueue = Type.Object({
  reviews: Type.Array(
    Type.Object({
      ...shown,
      itemName: Type.String(),
      state: State,
      changedAt: ChangedAt,
      waitsFor: Nullable(Type.String()),
      reports: Type.Integer(),
      reportReasons: Type.Array(Type.String()),
    }),
  ),
});

export const ReviewDecision = Type.Object(
  {
    state: Type.Union([Type.Literal('shown'), Type.Literal('hidden')]),
    changedAt: ChangedAt,
    reason: Type.Optional(ReportReasonWord),
  },
  { additionalProperties: false },
);
