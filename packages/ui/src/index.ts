// The one look: components and formats that the apps share. Tokens are in tokens.css, the ground in base.css.
export { Button, type ButtonLook, buttonClass } from './button.tsx';
export { Dialog } from './dialog.tsx';
export { Check, Field, FieldError, Select, TextArea } from './field.tsx';
export { formatCount, formatDistance, formatMinute } from './format.ts';
export { Icon, type IconName } from './icon.tsx';
export { LanguageSwitch } from './language-switch.tsx';
export { Mark } from './mark.tsx';
export {
  formatClock,
  formatDate,
  formatDay,
  formatMoment,
  formatTime,
  formatWeekday,
  instantIn,
} from './moments.ts';
export { formatMoney, formatRate, formatUnitPrice, majorOf, minorOf } from './money.ts';
export { Price } from './price.tsx';
export { EmptyState, ErrorState, OfflineBar, Skeleton } from './states.tsx';
export { Stepper } from './stepper.tsx';
export { StockWord, type StockWordName } from './stock-word.tsx';
export { Badge, Card, type Tone } from './surface.tsx';
export { Toast } from './toast.tsx';
export { type Language, LanguageProvider, useLanguage } from './words.ts';
