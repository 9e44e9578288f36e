// What a café does not make now: an item, an option, or nothing at all; every open menu of it hears the switch at once.
import { answerOf } from '@engawa/client';
import { Badge } from '@engawa/ui';
import { Button } from '@engawa/ui/work';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { api } from '../api.ts';
import { Outcome } from '../parts/form.tsx';
import { useMay } from '../staff/use-may.ts';
import { useSpeech, useWords } from '../words/words.ts';
import { type Cafe, type MenuSettings, named } from './kitchen-query.ts';

type Props = { readonly cafe: Cafe; readonly menu: MenuSettings };
type Subject = { readonly what: string; readonly name: string };

export function SoldOut({ cafe, menu }: Props) {
  const { kitchen } = useWords();
  const { language } = useSpeech();
  const items = menu.items.filter(({ isActive, isSold }) => isActive && isSold);
  const all: readonly Subject[] = [
    { what: 'shop', name: kitchen.wholeKitchen },
    ...items.map((item) => ({ what: `item:${item.itemId}`, name: named(item, language) })),
    ...menu.groups.flatMap((group) =>
      group.options.map((option) => ({
        what: `option:${option.key}`,
        name: `${named(group, language)}: ${named(option, language)}`,
      })),
    ),
  ];
  return (
    <ul className="grid gap-x-6 rounded-lg bg-paper p-5 shadow-rest md:grid-cols-2 md:p-6">
      {all.map((subject) => (
        <SubjectLine cafe={cafe} key={subject.what} subject={subject} />
      ))}
    </ul>
  );
}

function SubjectLine({ cafe, subject }: { readonly cafe: Cafe; readonly subject: Subject }) {
  const { kitchen } = useWords();
  const mayWrite = useMay('kitchen');
  const queries = useQueryClient();
  const { what, name } = subject;
  const isPaused = cafe.pauses.some((each) => each.what === what);
  const switching = useMutation({
    mutationFn: () =>
      answerOf(
        api.PUT('/api/kitchen/shops/{placeId}/pauses', {
          params: {
            path: { placeId: cafe.placeId },
            header: { 'idempotency-key': crypto.randomUUID() },
          },
          body: { what, isPaused: !isPaused },
        }),
      ),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['kitchen'] }),
  });
  const deed = isPaused ? kitchen.resume : what === 'shop' ? kitchen.pause : kitchen.sellOut;
  return (
    <li className="flex min-h-12 flex-wrap items-center justify-between gap-3 border-line border-b py-2">
      <span className="min-w-0">
        {name}{' '}
        {isPaused && (
          <Badge tone="now">{what === 'shop' ? kitchen.paused : kitchen.soldOutWord}</Badge>
        )}
      </span>
      {mayWrite && (
        <Button
          aria-label={`${name}: ${deed}`}
          className="ml-auto"
          disabled={switching.isPending}
          onClick={() => switching.mutate()}
        >
          {deed}
        </Button>
      )}
      <Outcome error={switching.error} />
    </li>
  );
}
