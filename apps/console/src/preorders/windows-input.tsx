// When orders are taken, and where: each window is of one shop or all, of one channel or any.
import { Button } from '@engawa/ui/work';
import { Field, Select } from '../parts/form.tsx';
import { usePlaces } from '../places/use-places.ts';
import { useSpeech, useWords } from '../words/words.ts';

/** As it is typed: times are local, `2026-11-01T10:00`; empty texts stand for all, any and no end. */
export type TypedWindow = {
  readonly key: number;
  readonly placeId: string;
  readonly channel: string;
  readonly opensAt: string;
  readonly closesAt: string;
};

const channels = ['web', 'app', 'pos', 'line', 'phone'] as const;
const windowsMax = 20;

type Props = {
  readonly windows: readonly TypedWindow[];
  readonly onChange: (windows: readonly TypedWindow[]) => void;
};

export function WindowsInput({ windows, onChange }: Props) {
  const { preorders: words } = useWords();
  return (
    <fieldset>
      <legend className="mb-1 font-bold">{words.windows}</legend>
      <p className="mb-3 text-ink-soft text-sm">{words.windowsHint}</p>
      <ol className="space-y-4">
        {windows.map((each) => (
          <li className="rounded-md border border-line p-4" key={each.key}>
            <OneWindow
              canGo={windows.length > 1}
              onChange={(to) => onChange(windows.map((one) => (one.key === each.key ? to : one)))}
              onGo={() => onChange(windows.filter(({ key }) => key !== each.key))}
              window={each}
            />
          </li>
        ))}
      </ol>
      {windows.length < windowsMax ? (
        <div className="mt-3">
          <Button
            onClick={() =>
              onChange([
                ...windows,
                { ...emptyWindow, key: Math.max(0, ...windows.map(({ key }) => key)) + 1 },
              ])
            }
          >
            {words.addWindow}
          </Button>
        </div>
      ) : null}
    </fieldset>
  );
}

export const emptyWindow: TypedWindow = {
  key: 1,
  placeId: '',
  channel: '',
  opensAt: '',
  closesAt: '',
};

type OneProps = {
  readonly window: TypedWindow;
  readonly canGo: boolean;
  readonly onChange: (window: TypedWindow) => void;
  readonly onGo: () => void;
};

function OneWindow({ window, canGo, onChange, onGo }: OneProps) {
  const { preorders: words } = useWords();
  const { language } = useSpeech();
  const places = usePlaces().data?.places ?? [];
  const put = (name: keyof TypedWindow) => (event: { readonly target: { value: string } }) =>
    onChange({ ...window, [name]: event.target.value });
  return (
    <div className="grid items-end gap-4 md:grid-cols-2">
      <Field
        label={words.opensAt}
        name="opensAt"
        onChange={put('opensAt')}
        required
        type="datetime-local"
        value={window.opensAt}
      />
      <Field
        label={words.closesAt}
        name="closesAt"
        onChange={put('closesAt')}
        type="datetime-local"
        value={window.closesAt}
      />
      <Select label={words.place} name="placeId" onChange={put('placeId')} value={window.placeId}>
        <option value="">{words.allPlaces}</option>
        {places.map(({ id, name }) => (
          <option key={id} value={id}>
            {language === 'en' ? (name.en ?? name.ja) : name.ja}
          </option>
        ))}
      </Select>
      <Select label={words.channel} name="channel" onChange={put('channel')} value={window.channel}>
        <option value="">{words.anyChannel}</option>
        {channels.map((each) => (
          <option key={each} value={each}>
            {words.channels[each]}
          </option>
        ))}
      </Select>
      {canGo ? (
        <div>
          <Button onClick={onGo}>{words.dropWindow}</Button>
        </div>
      ) : null}
    </div>
  );
}
