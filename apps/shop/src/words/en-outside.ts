// What the page on external transmission says (Telecommunications Business Act, art. 27-12).
import type { jaOutside } from './ja-outside.ts';

export const enOutside: typeof jaOutside = {
  title: 'What is sent elsewhere',
  lead: 'Where the pages of this shop make your device send something to others than us, and what.',
  none: 'Showing a page sends nothing to anybody but us.',
  noneMore: 'Everything, fonts, pictures and counting included, comes from our own server.',
  host: 'Sent to',
  sent: 'What',
  purpose: 'For',
  when: 'When',
  onLoad: 'When a page is shown',
  onPress: 'Only when you press the button',
  uses: {
    pictures: {
      sent: 'what any picture needs to be fetched (IP address, kind of browser)',
      purpose: 'showing photographs of goods',
    },
    line: {
      sent: 'the request to sign in (our number and a word that counts once)',
      purpose: 'signing in with LINE',
    },
    googleWallet: {
      sent: 'what is on your card (member number)',
      purpose: 'adding your card to Google Wallet',
    },
  },
  held: 'This list is made of what the pages really load. Your browser stops anything sent to somebody who is not on it.',
};
