// How points and stamps are earned, and what a full card and a tier are worth: rules as sentences, tried before they are on.
import { Page, Section } from '../parts/page.tsx';
import { useWords } from '../words/words.ts';
import { Cards } from './cards.tsx';
import { Liability } from './liability.tsx';
import { PointsMaster } from './points-master.tsx';
import { Rules } from './rules.tsx';
import { Tiers } from './tiers.tsx';

export function LoyaltyPage() {
  const { loyalty, pages } = useWords();
  return (
    <Page lead={loyalty.lead} title={pages.loyalty}>
      <Section title={loyalty.rules}>
        <Rules />
      </Section>
      <Section title={loyalty.cards}>
        <Cards />
      </Section>
      <Section title={loyalty.tiers}>
        <Tiers />
      </Section>
      <Section title={loyalty.owed.title}>
        <Liability />
      </Section>
      <Section title={loyalty.master}>
        <PointsMaster />
      </Section>
    </Page>
  );
}
