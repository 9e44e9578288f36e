// Where a rule or a stamp card stands, what can be done next with it, and what it meets: the same for both.
import type { Answer } from '@engawa/client';
import { Badge, type Tone } from '@engawa/ui';
import { Button, wordFor } from '@engawa/ui/work';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Outcome } from '../parts/form.tsx';
import { Facts } from '../parts/page.tsx';
import { Stamp } from '../parts/stamp.tsx';
import { TextLink } from '../parts/text-link.tsx';
import { useMay } from '../staff/use-may.ts';
import { useSpeech, useWords } from '../words/words.ts';

type Setting = Pick<
  Answer<'/api/loyalty/rules'>['rules'][number],
  'state' | 'phase' | 'nextState' | 'validFrom' | 'validUntil' | 'writtenAt' | 'approvedAt'
>;
type Conflicts = Answer<'/api/loyalty/rules'>['rules'][number]['conflicts'];
export type SettingMove = 'propose' | 'approve' | 'withdraw' | 'pause' | 'resume' | 'end';

const tones: Partial<Record<Setting['phase'], Tone>> = {
  running: 'here',
  scheduled: 'here',
  proposed: 'now',
};

export function Phase({ setting }: { readonly setting: Pick<Setting, 'phase' | 'nextState'> }) {
  const { earning } = useWords();
  return (
    <span className="inline-flex flex-wrap gap-2">
      <Badge tone={tones[setting.phase] ?? 'quiet'}>{wordFor(earning.phases, setting.phase)}</Badge>
      {setting.nextState !== null && (
        <Badge tone={setting.nextState === 'proposed' ? 'now' : 'quiet'}>
          {earning.nextWaits[setting.nextState]}
        </Badge>
      )}
    </span>
  );
}

/** In the order in which they come about. */
function movesOf({ state, nextState }: Pick<Setting, 'state' | 'nextState'>) {
  if (state === 'ended') {
    return [];
  }
  const isFirst = state === 'draft' || state === 'proposed';
  const waits = isFirst ? state : nextState;
  const approval: readonly SettingMove[] =
    waits === 'draft' ? ['propose'] : waits === 'proposed' ? ['approve', 'withdraw'] : [];
  const running: readonly SettingMove[] =
    state === 'approved' ? ['pause'] : state === 'paused' ? ['resume'] : [];
  return [...approval, ...running, 'end' as const];
}

type LifeProps = {
  readonly setting: Setting;
  readonly move: (to: SettingMove) => Promise<unknown>;
};

export function Life({ setting, move }: LifeProps) {
  const { earning, offers } = useWords();
  const { validFrom, validUntil, writtenAt, approvedAt } = setting;
  return (
    <>
      <Facts
        facts={[
          { name: offers.state, value: <Phase setting={setting} /> },
          {
            name: offers.from,
            value: validFrom === null ? earning.fromNow : <Stamp iso={validFrom} />,
          },
          {
            name: offers.until,
            value: validUntil === null ? earning.open : <Stamp iso={validUntil} />,
          },
          { name: earning.writtenAt, value: <Stamp iso={writtenAt} /> },
          {
            name: earning.approvedAt,
            value: approvedAt === null ? offers.notApproved : <Stamp iso={approvedAt} />,
          },
        ]}
      />
      <Moves move={move} setting={setting} />
    </>
  );
}

function Moves({ setting, move }: LifeProps) {
  const { offers } = useWords();
  const mayWrite = useMay('loyalty');
  const queries = useQueryClient();
  const moving = useMutation({
    mutationFn: move,
    onSuccess: () => queries.invalidateQueries({ queryKey: ['loyalty'] }),
  });
  return mayWrite ? (
    <div className="mt-4">
      <div className="flex flex-wrap gap-3">
        {movesOf(setting).map((to) => (
          <Button
            data-act={to}
            disabled={moving.isPending}
            key={to}
            look={to === 'approve' || to === 'propose' ? 'main' : 'quiet'}
            onClick={() => moving.mutate(to)}
          >
            {wordFor(offers.moves, to)}
          </Button>
        ))}
      </div>
      <Outcome done={moving.isSuccess ? offers.moved : undefined} error={moving.error} />
    </div>
  ) : null;
}

/** What it meets; nothing is said of nothing. */
export function ConflictsMet({
  conflicts,
  to,
}: {
  readonly conflicts: Conflicts;
  readonly to: 'rules' | 'cards';
}) {
  const { earning } = useWords();
  const { language } = useSpeech();
  return (
    <div className="mt-4">
      <h3 className="text-ink-soft text-sm">{earning.meets}</h3>
      {conflicts.length === 0 ? (
        <p>{earning.meetsNone}</p>
      ) : (
        <ul className="mt-1 space-y-2">
          {conflicts.map(({ id, nameJa, nameEn, how, says }) => (
            <li key={id}>
              <TextLink to={`/loyalty/${to}/${id}`}>
                {language === 'en' ? (nameEn ?? nameJa) : nameJa}
              </TextLink>
              <span
                className={`block text-sm ${how === 'older_only' ? 'text-kaki' : 'text-ink-soft'}`}
              >
                {says[language]}
              </span>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
