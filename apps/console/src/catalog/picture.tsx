import { Icon } from '@engawa/ui/work';

type PictureProps = {
  readonly address: string | undefined;
  readonly alt: string;
  readonly className: string;
};

/** A picture of an item, or a quiet sheet where there is none. */
export function Picture({ address, alt, className }: PictureProps) {
  if (address === undefined) {
    return (
      <span
        data-picture
        className={`flex shrink-0 items-center justify-center rounded-md bg-shade text-ink-soft ${className}`}
      >
        <Icon className="size-1/3" name="tag" />
      </span>
    );
  }
  return (
    <img
      data-picture
      alt={alt}
      className={`shrink-0 rounded-md bg-shade object-cover ${className}`}
      decoding="async"
      loading="lazy"
      src={address}
    />
  );
}
