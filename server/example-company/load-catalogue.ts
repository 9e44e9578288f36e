// Articles by way of the import of products, so that a file of articles and the example are worked alike. Pictures
// are addresses; what is drawn there is examples/company/pictures.ts.
import { importProducts, type ProductToImport } from '#catalog';
import {
  type Article,
  brands,
  type Company,
  categories,
  couponArticle,
  nameOfPicture,
} from '../../examples/company/index.ts';
import type { OpenHouse } from '../house.ts';
import { runOnce, source } from './chunk.ts';
import { filmsPath, picturesPath } from './serve-pictures.ts';

const chunkSize = 2000;
/** What has a review as a film. */
const filmed: ReadonlySet<string> = new Set(['cup', 'mug', 'teacup', 'yunomi']);

/** Articles with prices and codes; answers the item of each (uuid), in their order. */
export async function loadCatalogue(house: OpenHouse, company: Company): Promise<string[]> {
  const { currency } = house.config;
  const itemIds: string[] = [];
  for (let start = 0; start < company.articles.length; start += chunkSize) {
    const rows = company.articles.slice(start, start + chunkSize).map(toProduct);
    const ids = await runOnce(house, `articles ${start}`, async (tx) => {
      const outcomes = await importProducts(tx, { source, currency }, rows);
      return outcomes.map((each) => {
        if (each.outcome === 'refused' || each.itemId === null) {
          throw new Error('the catalogue refused an article of the example company');
        }
        return each.itemId;
      });
    });
    itemIds.push(...ids);
  }
  await runOnce(house, 'coupon', (tx) =>
    importProducts(tx, { source, currency }, [
      { ...couponArticle, kind: 'fee', taxClass: 'standard', isActive: false },
    ]).then(() => null),
  );
  return itemIds;
}

function toProduct(article: Article): ProductToImport {
  const { variant } = article;
  const category = categories[article.category];
  const brand = brands[article.brand];
  return {
    code: article.code,
    productCode: article.productCode,
    name: article.name,
    nameEn: article.nameEn,
    nameKana: article.nameKana,
    description: article.description,
    descriptionEn: article.descriptionEn,
    kind: article.kind,
    ...(variant === undefined
      ? {}
      : {
          variantName: variant.ja,
          variantNameEn: variant.en,
          optionValues: { type: variant.ja },
        }),
    categoryPath: [
      { code: article.brand, name: brand.ja, nameEn: brand.en },
      { code: article.category, name: category?.ja, nameEn: category?.en },
    ],
    taxClass: article.taxRateBp === 800 ? 'reduced' : 'standard',
    price: String(article.priceYen),
    unitCost: String(article.costYen),
    barcodes: [article.jan],
    imageUrls: [
      `${picturesPath}${nameOfPicture(article.picture)}`,
      ...(filmed.has(article.picture.drawing) ? [`${filmsPath}cup.webm`] : []),
    ],
    attributes: { picture: article.picture },
  };
}
