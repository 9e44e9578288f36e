// How the house sells and sends. The law leaves these to the seller; each holds from the next order on.
import { Page, Section } from '../parts/page.tsx';
import { useMay } from '../staff/use-may.ts';
import { useWords } from '../words/words.ts';
import { Routing } from './routing.tsx';
import { SalesPolicy } from './sales-policy.tsx';

export function SalesPage() {
  const say = useWords().selling;
  const mayChange = useMay('house');
  return (
    <Page
      back="/orders"
      lead={
        <>
          {say.lead} {!mayChange && say.ownerOnly}
        </>
      }
      title={say.title}
    >
      <Section title={say.policy}>
        <SalesPolicy />
      </Section>
      <Section title={say.routing}>
        <Routing />
      </Section>
    </Page>
  );
}
