/** The mark of the house: a roof, two posts, and the boards of the veranda. */
export function Mark({ className }: { readonly className?: string }) {
  return (
    <svg aria-hidden="true" className={className} fill="none" focusable="false" viewBox="0 0 32 32">
      <path
        className="stroke-ai"
        d="M4 12 16 6l12 6M8 13v8m16-8v8"
        strokeLinecap="round"
        strokeLinejoin="round"
        strokeWidth="2.2"
      />
      <path
        className="stroke-kaki"
        d="M4 22h24M4 26.5h24"
        strokeLinecap="round"
        strokeWidth="2.2"
      />
    </svg>
  );
}
