// The example company for those who load it.
export { type Article, makeArticles } from './articles.ts';
export { createBaskets } from './baskets.ts';
export {
  type Company,
  couponArticle,
  generateCompany,
  type Registration,
  stampCard,
} from './company.ts';
export { type Brand, categories } from './goods-words.ts';
export type { Order } from './orders.ts';
export { makePeople } from './people.ts';
export { nameOfPicture, type Picture, pictureNamed, pictureOf } from './pictures.ts';
export { createChooser, createRandom, type Random } from './random.ts';
export { brands, makeShops, type Shop } from './shops.ts';
export type { Level } from './stock.ts';
export { cafeStations, makingOf, menuGroups } from './menu-making.ts';
