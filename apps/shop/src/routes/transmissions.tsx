// To whom the pages of this shop make a browser send something (電気通信事業法 第27条の12, 外部送信規律).
import { type LoaderFunctionArgs, useLoaderData } from 'react-router';
import type { Outside } from '../../../../server/storefront/contract.ts';
import { openPage } from '../context.ts';
import { PageHead } from '../parts/page-head.tsx';
import { useWords } from '../words/use-words.ts';

export async function loader(args: LoaderFunctionArgs) {
  const { storefront } = openPage(args);
  return { outside: await storefront.outside() };
}

export default function Transmissions() {
  const { outside } = useLoaderData<typeof loader>();
  const words = useWords().outside;
  return (
    <div className="mx-auto max-w-2xl pt-6">
      <PageHead title={words.title} description={words.lead} />
      <h1 className="text-2xl font-bold">{words.title}</h1>
      <p className="mt-2 text-ink-soft">{words.lead}</p>
      {outside.some(({ use }) => use === 'pictures') ? null : (
        <div className="mt-8 rounded-lg bg-paper p-5 shadow-rest md:p-8">
          <p className="font-bold">{words.none}</p>
          <p className="mt-2">{words.noneMore}</p>
        </div>
      )}
      {outside.length === 0 ? null : (
        <ul className="mt-6 space-y-5">
          {outside.map((each) => (
            <li key={`${each.use} ${each.host}`}>
              <Destination {...each} />
            </li>
          ))}
        </ul>
      )}
      <p className="mt-8 text-sm text-ink-soft">{words.held}</p>
    </div>
  );
}

function Destination({ host, use }: Outside) {
  const words = useWords().outside;
  const rows = [
    [words.host, host],
    [words.sent, words.uses[use].sent],
    [words.purpose, words.uses[use].purpose],
    [words.when, use === 'pictures' ? words.onLoad : words.onPress],
  ] as const;
  return (
    <dl className="rounded-lg bg-paper p-5 shadow-rest md:p-8">
      {rows.map(([name, value]) => (
        <div
          key={name}
          className="flex flex-col border-b border-line py-2 last:border-0 md:flex-row md:gap-4"
        >
          <dt className="w-40 shrink-0 font-bold">{name}</dt>
          <dd
            className="min-w-0 break-words text-ink-soft"
            data-host={value === host ? host : null}
          >
            {value}
          </dd>
        </div>
      ))}
    </dl>
  );
}
