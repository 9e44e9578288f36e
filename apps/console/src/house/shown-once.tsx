type ShownOnceProps = { readonly hint: string; readonly secret: string };

/** A secret that is shown now and never again. */
export function ShownOnce({ hint, secret }: ShownOnceProps) {
  return (
    <div className="rounded-md bg-kaki-mist p-4" role="status">
      <p className="text-kaki text-sm">{hint}</p>
      <code className="mt-2 block select-all break-all font-sans">{secret}</code>
    </div>
  );
}
