// Codes by the lot: how far they are made, how many are used, the file for the printer, and the end of one that went astray.
import { type Answer, answerOf } from '@engawa/client';
import { Badge, Dialog, formatCount } from '@engawa/ui';
import { Answered, Button } from '@engawa/ui/work';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { api } from '../api.ts';
import { runningRefreshMs } from '../imports/import-state.tsx';
import { Outcome } from '../parts/form.tsx';
import { Progress } from '../parts/progress.tsx';
import { Stamp } from '../parts/stamp.tsx';
import { useWords } from '../words/words.ts';
import { codesFile, fileNameOf, saveFile } from './codes-file.ts';

type Lot = Answer<'/api/offers/promotions/{promotionId}/lots'>['lots'][number];

type LotsProps = { readonly promotionId: string; readonly mayWrite: boolean };

export function CodeLots({ promotionId, mayWrite }: LotsProps) {
  const { codes } = useWords();
  const lots = useQuery({
    queryKey: ['offers', 'lots', promotionId],
    queryFn: () =>
      answerOf(
        api.GET('/api/offers/promotions/{promotionId}/lots', { params: { path: { promotionId } } }),
      ),
    refetchInterval: ({ state }) =>
      state.data?.lots.some((lot) => standingOf(lot) === 'making') === true
        ? runningRefreshMs
        : false,
  });
  return (
    <Answered query={lots}>
      {(data) =>
        data.lots.length === 0 ? (
          <p className="text-ink-soft">{codes.noLots}</p>
        ) : (
          <ul className="space-y-3">
            {data.lots.map((lot) => (
              <LotRow key={lot.id} lot={lot} mayWrite={mayWrite} />
            ))}
          </ul>
        )
      }
    </Answered>
  );
}

function standingOf({ made, codes, isEnded }: Lot): 'ended' | 'making' | 'made' {
  if (isEnded) {
    return 'ended';
  }
  return made < codes ? 'making' : 'made';
}

function LotRow({ lot, mayWrite }: { readonly lot: Lot; readonly mayWrite: boolean }) {
  const { codes } = useWords();
  const standing = standingOf(lot);
  const isMaking = standing === 'making';
  return (
    <li className="rounded-lg bg-paper p-5 shadow-rest md:px-6" data-lot={standing}>
      <div className="flex flex-wrap items-start justify-between gap-x-6 gap-y-3">
        <div className="min-w-0">
          <h3 className="flex flex-wrap items-center gap-x-3 font-bold">
            <span className="min-w-0 break-words">{lot.name}</span>
            {lot.isEnded && <Badge>{codes.ended}</Badge>}
          </h3>
          <p>{codes.usedOf(formatCount(lot.used), formatCount(lot.codes))}</p>
          <p className="text-ink-soft text-sm">
            <Period lot={lot} />
          </p>
        </div>
        {mayWrite && !lot.isEnded && <LotDeeds isMaking={isMaking} lot={lot} />}
      </div>
      {isMaking && (
        <div className="mt-3 max-w-2xl space-y-2">
          <p className="text-sm">{codes.making(formatCount(lot.made), formatCount(lot.codes))}</p>
          <Progress
            done={lot.made}
            label={codes.making(formatCount(lot.made), formatCount(lot.codes))}
            of={lot.codes}
          />
        </div>
      )}
    </li>
  );
}

function Period({ lot: { validFrom, validUntil } }: { readonly lot: Lot }) {
  const { codes, offers } = useWords();
  if (validFrom === null && validUntil === null) {
    return codes.noPeriod;
  }
  return (
    <>
      {validFrom !== null && (
        <>
          {offers.from}: <Stamp iso={validFrom} />{' '}
        </>
      )}
      {validUntil !== null && (
        <>
          {offers.until}: <Stamp iso={validUntil} />
        </>
      )}
    </>
  );
}

function LotDeeds({ lot, isMaking }: { readonly lot: Lot; readonly isMaking: boolean }) {
  return (
    <div className="flex flex-wrap items-start gap-3">
      {!isMaking && <Download lot={lot} />}
      <EndLot lot={lot} />
    </div>
  );
}

function Download({ lot }: { readonly lot: Lot }) {
  const { codes } = useWords();
  const [done, setDone] = useState(0);
  const stop = useRef<AbortController>(undefined);
  useEffect(() => () => stop.current?.abort(), []);
  const loading = useMutation({
    mutationFn: async () => {
      // Whoever presses twice gets one file: the first fetch is given up.
      stop.current?.abort();
      const controller = new AbortController();
      const { signal } = controller;
      stop.current = controller;
      setDone(0);
      const fetchPage = (first: number, count: number) =>
        answerOf(
          api.GET('/api/offers/lots/{lotId}/codes', {
            params: { path: { lotId: lot.id }, query: { first, count } },
            signal,
          }),
        );
      const file = await codesFile(codes.header, fetchPage, setDone);
      signal.throwIfAborted();
      saveFile(file, fileNameOf(lot.name));
    },
  });
  const label = codes.downloading(formatCount(done), formatCount(lot.codes));
  return (
    <div>
      <Button
        aria-label={`${lot.name}: ${codes.download}`}
        data-act="download"
        disabled={loading.isPending}
        onClick={() => loading.mutate()}
      >
        {codes.download}
      </Button>
      {loading.isPending && (
        <div className="mt-2 w-64 space-y-1">
          <Progress done={done} label={label} of={lot.codes} />
          <p className="text-sm">{label}</p>
        </div>
      )}
      <Outcome done={loading.isSuccess ? codes.downloaded : undefined} error={loading.error} />
    </div>
  );
}

function EndLot({ lot }: { readonly lot: Lot }) {
  const words = useWords();
  const { codes } = words;
  const queries = useQueryClient();
  const dialog = useRef<HTMLDialogElement>(null);
  const ending = useMutation({
    mutationFn: () =>
      answerOf(api.DELETE('/api/offers/lots/{lotId}', { params: { path: { lotId: lot.id } } })),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['offers'] }),
  });
  const end = () => {
    dialog.current?.close();
    ending.mutate();
  };
  return (
    <div>
      <Button
        aria-label={`${lot.name}: ${codes.end}`}
        data-act="end-lot"
        disabled={ending.isPending}
        look="warning"
        onClick={() => dialog.current?.showModal()}
      >
        {codes.end}
      </Button>
      <Outcome error={ending.error} />
      <Dialog ref={dialog} title={codes.endSure(lot.name)}>
        <p className="mb-6">{codes.endHint}</p>
        <div className="flex flex-wrap gap-3">
          <Button data-act="end-lot-now" look="warning" onClick={end}>
            {codes.end}
          </Button>
          <Button onClick={() => dialog.current?.close()}>{words.common.cancel}</Button>
        </div>
      </Dialog>
    </div>
  );
}
