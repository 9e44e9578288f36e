// What the editor of promotions writes. The server reads the rules back as sentences, so that what is seen is what was
// understood and not what was typed.
import type { Answer } from '@engawa/client';

export type Promotion = Answer<'/api/offers/promotions/{promotionId}'>;
export type Terms = Promotion['terms'];
