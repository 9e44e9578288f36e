// What would come out of a printer, drawn from its markup on this device, so that it is there without a line.
import { pictureOf } from '@engawa/receipts';
import { useEffect, useRef } from 'react';

type PrintedPictureProps = { readonly markup: string; readonly label: string };

export function PrintedPicture({ markup, label }: PrintedPictureProps) {
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const drawn = new DOMParser().parseFromString(pictureOf(markup), 'image/svg+xml');
    const svg = document.importNode(drawn.documentElement, true);
    svg.setAttribute('width', '100%');
    svg.removeAttribute('height');
    box.current?.replaceChildren(svg);
  }, [markup]);
  return (
    <div
      aria-label={label}
      className="mx-auto max-w-sm rounded-lg border border-line bg-white p-4"
      data-receipt
      ref={box}
      role="img"
    />
  );
}
