// What a full card is worth: one of several, each an amount or a share off.
import { minorOf } from '@engawa/ui';
import { Button } from '@engawa/ui/work';
import { useCurrency } from '../house/use-house.ts';
import { Field, Select } from '../parts/form.tsx';
import { useWords } from '../words/words.ts';
import { addReward, type Reward, worth } from './card-terms.ts';

type Props = {
  readonly rewards: readonly Reward[];
  readonly onChange: (rewards: Reward[]) => void;
};

const rewardsMax = 20;

export function CardRewards({ rewards, onChange }: Props) {
  const { earning } = useWords();
  const put = (at: number, reward: Reward) =>
    onChange(rewards.map((each, index) => (index === at ? reward : each)));
  return (
    <fieldset className="space-y-4 rounded-lg bg-paper p-5 shadow-rest md:p-6">
      <legend className="float-left mb-3 font-bold text-lg">{earning.rewards}</legend>
      <div className="clear-both space-y-6">
        {rewards.map((reward, at) => (
          <RewardFields
            at={at}
            key={reward.code}
            onChange={(changed) => put(at, changed)}
            remove={
              rewards.length > 1
                ? () => onChange(rewards.filter((_, index) => index !== at))
                : undefined
            }
            reward={reward}
          />
        ))}
        {rewards.length < rewardsMax && (
          <Button data-act="add-reward" onClick={() => onChange(addReward(rewards))}>
            {earning.addReward}
          </Button>
        )}
      </div>
    </fieldset>
  );
}

type RewardProps = {
  readonly reward: Reward;
  readonly at: number;
  readonly onChange: (reward: Reward) => void;
  readonly remove: (() => void) | undefined;
};

function RewardFields({ reward, at, onChange, remove }: RewardProps) {
  const { earning } = useWords();
  const isShare = reward.discountBp !== undefined;
  const currency = useCurrency();
  const digits = isShare ? 100 : minorOf('1', currency);
  const value = (isShare ? (reward.discountBp ?? 0) : (reward.discountMinor ?? 0)) / digits;
  return (
    <div className="grid items-end gap-4 md:grid-cols-2">
      <Field
        label={earning.rewardJa(at + 1)}
        maxLength={80}
        name={`titleJa-${at}`}
        onChange={({ target }) => onChange({ ...reward, titleJa: target.value })}
        required
        value={reward.titleJa}
      />
      <Field
        label={earning.rewardEn(at + 1)}
        maxLength={80}
        name={`titleEn-${at}`}
        onChange={({ target }) => onChange({ ...reward, titleEn: target.value })}
        required
        value={reward.titleEn}
      />
      <Select
        label={earning.worthAs(at + 1)}
        name={`worthAs-${at}`}
        onChange={({ target }) =>
          onChange(
            target.value === 'share'
              ? worth(reward, 'share', 1000)
              : worth(reward, 'amount', minorOf('500', currency)),
          )
        }
        value={isShare ? 'share' : 'amount'}
      >
        <option value="amount">{earning.amountOff}</option>
        <option value="share">{earning.shareOff}</option>
      </Select>
      <Field
        inputMode="numeric"
        label={isShare ? earning.worthShare(at + 1) : earning.worthAmount(at + 1, currency)}
        max={isShare ? '100' : '10000000'}
        min="1"
        name={`worth-${at}`}
        onChange={({ target }) => {
          const number = Math.round(Number(target.value) * digits);
          onChange(worth(reward, isShare ? 'share' : 'amount', number));
        }}
        required
        type="number"
        value={value === 0 ? '' : value}
      />
      {remove !== undefined && (
        <div className="md:col-span-2">
          <Button aria-label={earning.removeReward(at + 1)} onClick={remove}>
            {earning.remove}
          </Button>
        </div>
      )}
    </div>
  );
}
