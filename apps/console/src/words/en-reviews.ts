// What is said about the reviews of customers.
import type { reviews as ja } from './ja-reviews.ts';

export const reviews: typeof ja = {
  title: 'Reviews',
  lead: 'What customers wrote of products. Those with photos or contacts, and those reported, are looked at here.',
  show: 'Show',
  states: { waiting: 'Waiting', shown: 'Shown', hidden: 'Hidden' },
  none: {
    waiting: 'No review waits.',
    shown: 'No review is shown.',
    hidden: 'No review is hidden.',
  },
  stars: (stars) => `${stars} out of 5 stars`,
  somebody: 'No name given',
  waitsFor: {
    photo: 'Has photos',
    link: 'May hold a link',
    contact: 'May hold a contact',
    word: 'Has strong words',
  },
  reports: (count) => (count === 1 ? '1 report' : `${count} reports`),
  reasons: {
    not_about_it: 'Not about the product',
    person: 'Tells who somebody is',
    abuse: 'Hurts people',
    advert: 'Advertising',
    picture: 'Photo problem',
  },
  fits: { small: 'Runs small', fits: 'Fits well', large: 'Runs large' },
  photo: (number) => `Photo ${number}`,
  accept: 'Show it',
  keep: 'Nothing wrong (keep it shown)',
  hide: 'Hide it',
  why: 'Reason to hide',
};
