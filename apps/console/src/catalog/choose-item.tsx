// One item of the catalogue for a form: looked for by name or code, and shown by name.
import { ItemName, ItemSearch } from '../offers/goods-input.tsx';

type ChooseItemProps = {
  readonly find: string;
  readonly chosen: string;
  /** Said as long as none is chosen; loud once the form was sent without. */
  readonly chooseFirst: string;
  readonly itemId: string | undefined;
  readonly isMissing: boolean;
  readonly onChoose: (itemId: string) => void;
};

export function ChooseItem({
  find,
  chosen,
  chooseFirst,
  itemId,
  isMissing,
  onChoose,
}: ChooseItemProps) {
  return (
    <div className="space-y-3">
      <ItemSearch label={find} onChoose={onChoose} />
      <p aria-live="polite">
        {chosen}:{' '}
        {itemId === undefined ? (
          <span className={isMissing ? 'font-bold text-kaki' : 'text-ink-soft'}>{chooseFirst}</span>
        ) : (
          <span className="font-bold">
            <ItemName id={itemId} />
          </span>
        )}
      </p>
    </div>
  );
}
