// Everything that reads: the reader in the hand (every pull counts), the camera, or a code that was typed. What a code does
// not mean is said with the code, and nothing is lost by it.
import { Button, Icon } from '@engawa/ui/work';
import { useCallback, useState } from 'react';
import { SearchField } from '../../parts/search-field.tsx';
import { play } from '../../parts/sound.ts';
import { ScanCamera } from '../../scan/scan-camera.tsx';
import { useScans } from '../../scan/use-scans.ts';
import { useStation } from '../../station/station.ts';
import { useWords } from '../../words/words.ts';
import { useItemName } from '../use-items.ts';
import { findPiece, type Piece } from './find-piece.ts';

type ScanBarProps = {
  readonly label: string;
  readonly onPiece: (piece: Piece) => void;
  /** What is no item: true where the page knows what it is. */
  readonly onOther?: (code: string) => boolean;
  readonly onTransfer?: (transferId: string) => void;
};

export function ScanBar({ label, onPiece, onOther, onTransfer }: ScanBarProps) {
  const words = useWords();
  const say = words.stockroom.scan;
  const itemName = useItemName();
  const placeId = useStation()?.placeId ?? '';
  const [hasCamera, setHasCamera] = useState(false);
  const [said, setSaid] = useState<{ readonly isGood: boolean; readonly text: string }>();
  const onStop = useCallback(() => setHasCamera(false), []);
  const take = useCallback(
    async (raw: string) => {
      const found = await findPiece(raw, placeId).catch(
        () => ({ kind: 'away', code: raw }) as const,
      );
      if (found.kind === 'piece') {
        play('good');
        onPiece(found.piece);
        setSaid({
          isGood: true,
          text: itemName({ ja: found.piece.nameJa, en: found.piece.nameEn, kana: null }),
        });
        return;
      }
      if (found.kind === 'transfer' && onTransfer !== undefined) {
        play('good');
        onTransfer(found.transferId);
        return;
      }
      const code = found.kind === 'transfer' ? found.transferId : found.code;
      if (found.kind === 'unknown' && onOther?.(code) === true) {
        play('good');
        setSaid(undefined);
        return;
      }
      play('bad');
      setSaid({ isGood: false, text: found.kind === 'away' ? say.away(code) : say.unknown(code) });
    },
    [itemName, onOther, onPiece, onTransfer, placeId, say],
  );
  useScans((raw) => void take(raw), { isEvery: true });
  const onCode = useCallback((code: string) => void take(code), [take]);
  return (
    <section className="mb-4 rounded-lg border-2 border-ai bg-paper p-3">
      <div className="flex items-center gap-2">
        <div className="min-w-0 flex-1">
          <SearchField
            initial=""
            label={label}
            onSearch={(text) => void (text === '' ? undefined : take(text))}
          />
        </div>
        <Button
          aria-label={say.camera}
          aria-pressed={hasCamera}
          className="size-14 shrink-0 !px-0"
          onClick={() => setHasCamera(!hasCamera)}
        >
          <Icon name="scan" />
        </Button>
      </div>
      {hasCamera ? (
        <div className="mx-auto max-w-md px-3 pb-3">
          <ScanCamera onCode={onCode} onStop={onStop} />
        </div>
      ) : null}
      <p
        className={`min-h-7 px-4 ${said?.isGood === false ? 'font-bold text-kaki' : 'text-ink-soft'}`}
        data-said={said?.isGood === false ? 'bad' : 'good'}
        role={said?.isGood === false ? 'alert' : 'status'}
      >
        {said?.text ?? say.lead}
      </p>
    </section>
  );
}
