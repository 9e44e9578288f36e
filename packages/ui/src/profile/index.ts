// The profile form; apart from the other components, so that pages without it do not load it.
export { BirthField } from './birth-field.tsx';
export {
  type ProfileField,
  ProfileForm,
  type ProfileValues,
  profileFields,
} from './profile-form.tsx';
