// The parts that the work apps share, console and tablet: they run in the browser alone and ask the API.
export { Button } from './button.tsx';
export { Icon, type IconName } from './icon.tsx';
export {
  canPasskeys,
  type MadePasskey,
  makePasskey,
  type PasskeyAsked,
  type ShownPasskey,
  showPasskey,
} from './passkey.ts';
export { type Credentials, SignInForm } from './sign-in-form.tsx';
export { SpeechProvider, storedLanguage, useChosenLanguage, wordFor } from './speech.tsx';
export { Answered, Empty, Failure, Loading, Trouble, Wrong } from './states.tsx';
export { useWorkWords, workSentences } from './words.ts';
