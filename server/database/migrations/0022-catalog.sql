-- The catalogue: categories, products, their sellable variants (items), codes, prices, tax rates, media.
-- A product or item is known by its code within its source ('house' is our own), so that a second import of
-- the same file finds what the first one made. Search columns are folded by modules/catalog/search-text.ts.
CREATE SCHEMA catalog;
GRANT USAGE ON SCHEMA catalog TO engawa_app;

CREATE TABLE catalog.category (
  id uuid PRIMARY KEY,
  source text NOT NULL,
  code text NOT NULL,
  parent_id uuid REFERENCES catalog.category (id),
  name_ja text NOT NULL,
  name_en text,
  position int NOT NULL DEFAULT 0,
  created_at timestamptz NOT NULL,
  UNIQUE (source, code),
  CHECK (parent_id <> id)
);
CREATE INDEX category_parent ON catalog.category (parent_id) WHERE parent_id IS NOT NULL;

CREATE TABLE catalog.product (
  id uuid PRIMARY KEY,
  source text NOT NULL,
  code text NOT NULL,
  kind text NOT NULL DEFAULT 'goods' CHECK (kind IN ('goods', 'menu', 'service', 'digital', 'fee')),
  name_ja text NOT NULL,
  name_en text,
  name_kana text,
  description_ja text,
  description_en text,
  brand_id uuid REFERENCES places.brand (id),
  -- Who makes it, when it is not ours: a party of the house, or the word the source gave.
  maker_id uuid REFERENCES places.party (id),
  category_id uuid REFERENCES catalog.category (id),
  tags text[] NOT NULL DEFAULT '{}',
  -- Allergens, materials, sizes of the box …: what one trade needs and another does not.
  attributes jsonb NOT NULL DEFAULT '{}',
  is_active boolean NOT NULL DEFAULT true,
  -- Folded names: the Japanese name first, then reading and English name.
  search_text text NOT NULL,
  sort_key text COLLATE "C" NOT NULL GENERATED ALWAYS AS (left(search_text, 100)) STORED,
  created_at timestamptz NOT NULL,
  updated_at timestamptz NOT NULL,
  UNIQUE (source, code)
);
CREATE INDEX product_sort ON catalog.product (sort_key, id) WHERE is_active;
CREATE INDEX product_category ON catalog.product (category_id) WHERE category_id IS NOT NULL;

-- The sellable variant (SKU). What has no variants has one item.
CREATE TABLE catalog.item (
  id uuid PRIMARY KEY,
  product_id uuid NOT NULL REFERENCES catalog.product (id),
  source text NOT NULL,
  code text NOT NULL,
  variant_name_ja text,
  variant_name_en text,
  -- {"色": "藍", "サイズ": "M"}
  option_values jsonb NOT NULL DEFAULT '{}',
  tax_class text NOT NULL DEFAULT 'standard' CHECK (tax_class IN ('standard', 'reduced', 'exempt')),
  -- What one unit of quantity is; stock counts thousandths of it. The price is for one unit, by weight for
  -- 100 of them (price_per).
  unit text NOT NULL DEFAULT 'each' CHECK (unit IN ('each', 'g', 'ml')),
  price_per int NOT NULL DEFAULT 1 CHECK (price_per > 0),
  is_weighed boolean NOT NULL DEFAULT false,
  -- What one unit cost us, without tax; never shown to customers.
  unit_cost numeric CHECK (unit_cost >= 0),
  unit_cost_currency text CHECK (unit_cost_currency ~ '^[A-Z]{3}$'),
  position int NOT NULL DEFAULT 0,
  is_active boolean NOT NULL DEFAULT true,
  -- Folded code and variant names.
  search_text text NOT NULL,
  created_at timestamptz NOT NULL,
  updated_at timestamptz NOT NULL,
  UNIQUE (source, code),
  CHECK (is_weighed = false OR unit <> 'each'),
  CHECK ((unit_cost IS NULL) = (unit_cost_currency IS NULL))
);
CREATE INDEX item_product ON catalog.item (product_id);
CREATE INDEX item_code ON catalog.item (code);

-- What a scanner reads. A GTIN (JAN, EAN, UPC, ITF) is kept with 14 digits; in-store codes (prefixes 02 and
-- 20–29) mean something only within their source or place; a label is anything else that is printed.
CREATE TABLE catalog.code (
  id uuid PRIMARY KEY,
  item_id uuid NOT NULL REFERENCES catalog.item (id) ON DELETE CASCADE,
  source text NOT NULL,
  kind text NOT NULL CHECK (kind IN ('gtin', 'in_store', 'label')),
  value text NOT NULL CHECK (kind = 'label' OR value ~ '^[0-9]{14}$'),
  place_id uuid REFERENCES places.place (id),
  -- How much one scan stands for: a carton of 12 is 12000.
  quantity_milli bigint NOT NULL DEFAULT 1000 CHECK (quantity_milli > 0),
  created_at timestamptz NOT NULL,
  UNIQUE NULLS NOT DISTINCT (source, kind, value, place_id)
);
CREATE INDEX code_item ON catalog.code (item_id);
CREATE INDEX code_value ON catalog.code (value);

-- Price lists of their own: wholesale, staff, members.
CREATE TABLE catalog.price_list (
  id uuid PRIMARY KEY,
  code text NOT NULL UNIQUE,
  name_ja text NOT NULL,
  name_en text,
  -- False: between companies, prices without tax. Then what is not on the list has no price on it.
  is_tax_included boolean NOT NULL DEFAULT true,
  created_at timestamptz NOT NULL
);

-- A price is never changed, a newer one takes its place: the newest that is valid wins, after a price of the
-- customer's list over none, and of the place over general. Ending one early sets valid_until.
CREATE TABLE catalog.price (
  id uuid PRIMARY KEY,
  -- Of two prices from the same moment the one set later wins; ids of one millisecond are in no order.
  number bigint GENERATED ALWAYS AS IDENTITY,
  item_id uuid NOT NULL REFERENCES catalog.item (id) ON DELETE CASCADE,
  place_id uuid REFERENCES places.place (id),
  price_list_id uuid REFERENCES catalog.price_list (id),
  -- Tax included (総額表示).
  amount_minor bigint NOT NULL CHECK (amount_minor BETWEEN 0 AND 9000000000000),
  -- What it cost before, or what the maker suggests; shown struck through.
  compare_at_minor bigint CHECK (compare_at_minor BETWEEN 0 AND 9000000000000),
  currency text NOT NULL CHECK (currency ~ '^[A-Z]{3}$'),
  valid_from timestamptz NOT NULL,
  valid_until timestamptz,
  reason text,
  created_at timestamptz NOT NULL,
  CHECK (valid_until > valid_from)
);
CREATE INDEX price_item ON catalog.price (item_id, valid_from DESC);
CREATE INDEX price_listed ON catalog.price (price_list_id, item_id) WHERE price_list_id IS NOT NULL;

-- Rates by the day from which they hold; 1000 is 10%.
CREATE TABLE catalog.tax_rate (
  tax_class text NOT NULL CHECK (tax_class IN ('standard', 'reduced', 'exempt')),
  valid_from date NOT NULL,
  rate_bp int NOT NULL CHECK (rate_bp BETWEEN 0 AND 10000),
  PRIMARY KEY (tax_class, valid_from)
);

CREATE TABLE catalog.media (
  id uuid PRIMARY KEY,
  product_id uuid NOT NULL REFERENCES catalog.product (id) ON DELETE CASCADE,
  -- Null: of every variant.
  item_id uuid REFERENCES catalog.item (id) ON DELETE CASCADE,
  kind text NOT NULL CHECK (kind IN ('image', 'video', 'document')),
  -- A file of ours, or where it lies elsewhere.
  path text,
  url text,
  alt_ja text,
  alt_en text,
  width int CHECK (width > 0),
  height int CHECK (height > 0),
  duration_ms int CHECK (duration_ms > 0),
  position int NOT NULL DEFAULT 0,
  attributes jsonb NOT NULL DEFAULT '{}',
  created_at timestamptz NOT NULL,
  CHECK ((path IS NULL) <> (url IS NULL))
);
CREATE INDEX media_product ON catalog.media (product_id, position);

-- What a checkout remembers of these tables is true as long as the revision is the same.
CREATE TRIGGER revised AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON catalog.product
  FOR EACH STATEMENT EXECUTE FUNCTION kernel.revise('catalog');
CREATE TRIGGER revised AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON catalog.item
  FOR EACH STATEMENT EXECUTE FUNCTION kernel.revise('catalog');
CREATE TRIGGER revised AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON catalog.price
  FOR EACH STATEMENT EXECUTE FUNCTION kernel.revise('catalog');
CREATE TRIGGER revised AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON catalog.tax_rate
  FOR EACH STATEMENT EXECUTE FUNCTION kernel.revise('catalog');
