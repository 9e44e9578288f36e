// What is on, what it gives, and the switch of the owner. A switch holds from the next start and says so.
import { type Answer, answerOf } from '@engawa/client';
import { Badge } from '@engawa/ui';
import { Answered, Button } from '@engawa/ui/work';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { api } from '../api.ts';
import { Outcome } from '../parts/form.tsx';
import { useMay } from '../staff/use-may.ts';
import { useSpeech, useWords } from '../words/words.ts';

type Module = Answer<'/api/house/modules'>['modules'][number];

export function Modules() {
  const words = useWords();
  const queries = useQueryClient();
  const modules = useQuery({
    queryKey: ['house', 'modules'],
    queryFn: () => answerOf(api.GET('/api/house/modules')),
  });
  const switching = useMutation({
    mutationFn: ({ name, isOn }: { name: string; isOn: boolean }) =>
      answerOf(
        api.PUT('/api/house/modules/{name}', { params: { path: { name } }, body: { isOn } }),
      ),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['house'] }),
  });
  return (
    <>
      <p className="mb-4 text-ink-soft">{words.house.modulesLead}</p>
      <Answered query={modules}>
        {(data) => (
          <ul className="grid gap-3 md:grid-cols-2 lg:grid-cols-3">
            {data.modules.map((module) => (
              <ModuleCard
                isBusy={switching.isPending}
                key={module.name}
                module={module}
                onSwitch={(isOn) => switching.mutate({ name: module.name, isOn })}
              />
            ))}
          </ul>
        )}
      </Answered>
      <Outcome
        done={switching.isSuccess ? words.house.switched : undefined}
        error={switching.error}
      />
    </>
  );
}

type ModuleCardProps = {
  readonly module: Module;
  readonly isBusy: boolean;
  readonly onSwitch: (isOn: boolean) => void;
};

function ModuleCard({ module, isBusy, onSwitch }: ModuleCardProps) {
  const words = useWords();
  const { language } = useSpeech();
  const maySwitch = useMay('house') && module.canBeOff && !module.isHeldOff;
  return (
    <li className="flex flex-col rounded-lg bg-paper p-5 shadow-rest" data-module={module.name}>
      <p className="flex items-center justify-between gap-3">
        <span className="font-bold">{module.title[language]}</span>
        <ModuleState module={module} />
      </p>
      <p className="mt-2 flex-1 text-sm">
        {words.house.gives[module.name] ?? ''}
        {module.isHeldOff && <span className="block text-ink-soft">{words.house.heldOffHint}</span>}
      </p>
      {module.isOn !== module.willBeOn && (
        <p className="mt-2 text-kaki text-sm">
          {module.willBeOn ? words.house.willBeOn : words.house.willBeOff}
        </p>
      )}
      {maySwitch && (
        <Button
          aria-label={`${module.title[language]}: ${module.willBeOn ? words.house.switchOff : words.house.switchOn}`}
          className="mt-4 self-start"
          disabled={isBusy}
          onClick={() => onSwitch(!module.willBeOn)}
        >
          {module.willBeOn ? words.house.switchOff : words.house.switchOn}
        </Button>
      )}
    </li>
  );
}

function ModuleState({ module }: { readonly module: Module }) {
  const words = useWords();
  if (module.isHeldOff) {
    return <Badge tone="now">{words.house.heldOff}</Badge>;
  }
  if (!module.canBeOff) {
    return <Badge>{words.house.needed}</Badge>;
  }
  return (
    <Badge tone={module.isOn ? 'here' : 'quiet'}>
      {module.isOn ? words.house.on : words.house.off}
    </Badge>
  );
}
