import type { ItemRow } from './use-items.ts';

type ItemImageProps = { readonly item: ItemRow; readonly className?: string };

/** Only pictures of this house: the page loads nothing from elsewhere. */
export function ItemImage({ item: { image }, className = 'size-14' }: ItemImageProps) {
  if (image === null || !image.address.startsWith('/')) {
    return null;
  }
  return (
    <img
      alt=""
      className={`shrink-0 rounded-md bg-shade object-cover ${className}`}
      loading="lazy"
      src={image.address}
    />
  );
}
