// The calm path from O2O to OMO: what is done stands quiet, the next step stands out, the rest waits.
import { Badge } from '@engawa/ui';
import { Answered, wordFor } from '@engawa/ui/work';
import { Progress } from '../parts/progress.tsx';
import { TextLink } from '../parts/text-link.tsx';
import { type Path, usePath } from '../today/use-overview.ts';
import { useSeesOverview } from '../today/use-sees-overview.ts';
import { useWords } from '../words/words.ts';

export function PathToOmo() {
  return useSeesOverview() === true ? <ShownPath /> : null;
}

function ShownPath() {
  const words = useWords();
  const path = usePath();
  return (
    <section className="rounded-lg bg-paper p-5 shadow-rest md:p-8">
      <h2 className="font-bold text-lg">{words.today.path.title}</h2>
      <p className="mt-1 text-ink-soft">{words.today.path.lead}</p>
      <Answered query={path}>{(data) => <Steps path={data} />}</Answered>
    </section>
  );
}

function Steps({ path }: { readonly path: Path }) {
  const words = useWords();
  const done = path.steps.filter(({ isDone }) => isDone).length;
  const next = path.steps.find(({ isDone }) => !isDone)?.name;
  const progress = words.today.path.progress(done, path.steps.length);
  return (
    <>
      <div className="mt-5 mb-6 flex flex-wrap items-center gap-x-6 gap-y-2">
        <p>
          <span className="mr-3 text-ink-soft text-sm">{words.today.path.stage}</span>
          <span className="font-bold text-ai">{wordFor(words.today.path.stages, path.stage)}</span>
        </p>
        <div className="flex w-full items-center gap-4 md:w-72">
          <Progress done={done} label={progress} of={path.steps.length} />
          <span className="shrink-0 text-sm">{progress}</span>
        </div>
      </div>
      <ol>
        {path.steps.map((step, index) => (
          <StepRow index={index} isNext={step.name === next} key={step.name} step={step} />
        ))}
      </ol>
    </>
  );
}

type StepRowProps = {
  readonly step: Path['steps'][number];
  readonly index: number;
  readonly isNext: boolean;
};

function StepRow({ step, index, isNext }: StepRowProps) {
  const words = useWords();
  const { title, why, effort, link, to } = words.today.path.steps[step.name];
  return (
    <li
      className={`flex gap-4 border-line border-t py-4 ${isNext ? 'rounded-md bg-ai-mist px-4' : ''}`}
    >
      <span
        aria-hidden="true"
        className={`flex size-8 shrink-0 items-center justify-center rounded-full border ${step.isDone ? 'border-ai bg-ai text-paper' : 'border-edge'}`}
      >
        {index + 1}
      </span>
      <div className="min-w-0 flex-1">
        <p className="flex flex-wrap items-center gap-x-3 gap-y-1">
          <span className="font-bold">{title}</span>
          <Badge tone={step.isDone ? 'here' : 'quiet'}>
            {step.isDone ? words.today.path.done : words.today.path.todo}
          </Badge>
        </p>
        <p className="mt-1">{why}</p>
        {!step.isDone && (
          <p className="mt-1 flex flex-wrap gap-x-6 text-sm">
            <span>
              {words.today.path.effort}: {effort}
            </span>
            <TextLink to={to}>{link}</TextLink>
          </p>
        )}
      </div>
    </li>
  );
}
