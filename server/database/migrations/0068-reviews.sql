-- Reviews by people who bought: stars, words, how it fits, photographs. Words and photographs are sealed under the key of
-- whoever wrote them, though the shop shows them to everybody: erasing her takes every copy with her, back-ups too.
CREATE SCHEMA reviews;
GRANT USAGE ON SCHEMA reviews TO engawa_app;

CREATE TABLE reviews.review (
  id uuid PRIMARY KEY,
  record_id uuid NOT NULL,
  product_id uuid NOT NULL,
  item_id uuid NOT NULL,
  -- The order by which it came into her hands.
  order_id uuid NOT NULL,
  stars int NOT NULL CHECK (stars BETWEEN 1 AND 5),
  -- How it fitted her; null where nothing is worn.
  fit text CHECK (fit IN ('small', 'fits', 'large')),
  -- The name she wants to be shown by, and what she wrote.
  sealed bytea NOT NULL,
  language text NOT NULL DEFAULT 'ja',
  state text NOT NULL CHECK (state IN ('waiting', 'shown', 'hidden')),
  -- Why somebody looks at it before it is shown.
  waits_for text CHECK (waits_for IN ('photo', 'link', 'contact', 'word')),
  posted_at timestamptz NOT NULL,
  changed_at timestamptz NOT NULL,
  -- Since when it has been told of; points are given once.
  announced_at timestamptz,
  decided_at timestamptz,
  decided_by uuid,
  reason text CHECK (reason IN ('fine', 'not_about_it', 'person', 'abuse', 'advert', 'picture')),
  UNIQUE (record_id, item_id)
);
CREATE INDEX review_product ON reviews.review (product_id, posted_at DESC) WHERE state = 'shown';
CREATE INDEX review_waiting ON reviews.review (changed_at) WHERE state = 'waiting';

CREATE TABLE reviews.photo (
  id uuid PRIMARY KEY,
  review_id uuid NOT NULL REFERENCES reviews.review (id) ON DELETE CASCADE,
  position int NOT NULL CHECK (position BETWEEN 1 AND 3),
  width int NOT NULL CHECK (width > 0),
  height int NOT NULL CHECK (height > 0),
  -- WebP, written anew by us: for the page, and small for lists.
  sealed bytea NOT NULL,
  sealed_small bytea NOT NULL,
  UNIQUE (review_id, position)
);

-- Somebody asks the house to look at it; everybody once.
CREATE TABLE reviews.report (
  review_id uuid NOT NULL REFERENCES reviews.review (id) ON DELETE CASCADE,
  reporter_hash bytea NOT NULL,
  reason text NOT NULL CHECK (reason IN ('not_about_it', 'person', 'abuse', 'advert', 'picture')),
  reported_at timestamptz NOT NULL,
  settled_at timestamptz,
  PRIMARY KEY (review_id, reporter_hash)
);
CREATE INDEX report_open ON reviews.report (review_id) WHERE settled_at IS NULL;
