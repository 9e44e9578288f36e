// The words of stopping every use and lifting it, apart from the others so that no other page carries them.
import { useLanguage } from '@engawa/ui';

const ja = {
  title: 'すべての利用を停止',
  more: '同意いただいた目的だけでなく、会員証・ポイント・クーポン・予約など、サービスのための利用も停止します。お受けしているご注文やご予約は最後まで対応し、法令で定められた記録は保存します。ポイントは止まったままで、失効しません。いつでも解除でき、解除するとすべて元に戻ります。',
  stop: 'すべての利用を停止する',
  sure: '会員証・ポイント・クーポンが使えなくなることを確かめました',
  stopped: '情報の利用を停止しています',
  since: (day: string) => `${day}から`,
  stoppedMore:
    'お受けしているご注文は最後まで対応します。ポイントは止まっていて、失効しません。停止はいつでも解除できます。この間も、ご自身の情報を見る・直す・削除することができます。',
  resume: '停止を解除する',
  later: '停止中の同意は、解除した後に効きます。',
  orders: 'ご注文',
};

type StopWords = typeof ja;

const en: StopWords = {
  title: 'Stop every use',
  more: 'Stops not only what you agreed to, but also your card, points, coupons and bookings. What you have ordered or booked is carried out, and what law demands is kept. Points stand still and do not expire. You can lift it at any time, and everything is as it was.',
  stop: 'Stop every use',
  sure: 'I understand that my card, points and coupons cannot be used',
  stopped: 'The use of your data is stopped',
  since: (day: string) => `Since ${day}`,
  stoppedMore:
    'Open orders are carried out. Points stand still and do not expire. You can lift the stop at any time, and meanwhile see, correct and delete what we keep of you.',
  resume: 'Lift the stop',
  later: 'What you agree to while use is stopped acts once you lift it.',
  orders: 'Orders',
};

export function useStopWords(): StopWords {
  return useLanguage() === 'en' ? en : ja;
}
