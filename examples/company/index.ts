// The example company for those who load it.
export type { Article } from './articles.ts';
export {
  type Company,
  couponArticle,
  generateCompany,
  type Registration,
  stampCard,
} from './company.ts';
export { type Brand, categories } from './goods-words.ts';
export type { Order } from './orders.ts';
export { brands, type Shop } from './shops.ts';
