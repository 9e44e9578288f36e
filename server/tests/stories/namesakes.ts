// People for a house that is to match them: a crowd, pairs that are surely one person, and pairs that contradict.
import type { RealServer } from '../support/real-server.ts';

type Headers = { readonly authorization: string };

const families = ['佐藤', '鈴木', '高橋', '田中', '伊藤', '山本', '中村', '小林'];
const givens = ['一郎', '二郎', '三郎', '咲', '葵', '凛', '蓮', '湊', '陽菜', '結衣', '莉子'];
const crowdSize = 60;

/** Tells of them as two systems would, has the whole book looked at, and waits for the queue to fill. */
export async function fillReviews(
  server: RealServer,
  owner: Headers,
  want: { readonly obvious: number; readonly contradicting: number },
): Promise<void> {
  const tell = async (source: string, key: string, profile: object) => {
    const body = { source, key, profile, signs: [], provedBy: 'import' };
    const { status } = await server.request('POST', '/api/customers/records', body, owner);
    if (status !== 200) {
      throw new Error(`a record was refused with ${status}`);
    }
  };
  for (let index = 0; index < crowdSize; index += 1) {
    await tell('crowd', `${index}`, personOf(index));
  }
  for (let index = 0; index < want.obvious + want.contradicting; index += 1) {
    const person = twinOf(index);
    await tell('shop', `twin-${index}`, person);
    const contradicts = index >= want.obvious;
    await tell(
      'till',
      `twin-${index}`,
      contradicts ? { ...person, phone: undefined, birthDate: '1949-12-24' } : person,
    );
  }
  const policy = { strong: 'review', weak: 'review', doubtful: 'review' };
  await server.request('PUT', '/api/identity/policy', policy, owner);
  await server.request('POST', '/api/identity/runs', undefined, owner);
  for (let tries = 0; tries < 300; tries += 1) {
    const { body } = await server.request('GET', '/api/identity/reviews', undefined, owner);
    if (body.open >= want.obvious + want.contradicting) {
      return;
    }
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error('the queue of pairs did not fill within 30 seconds');
}

/** One telephone on the block list, one address that too many share, and the links they did not make. */
export async function blockSigns(server: RealServer, owner: Headers): Promise<void> {
  const block = { kind: 'phone', value: '03-3861-0001', isBlocked: true };
  await server.request('POST', '/api/identity/blocks', block, owner);
  for (let index = 0; index < 12; index += 1) {
    const signs = [{ kind: 'email', value: 'everybody@hinata.example.jp' }];
    const body = { source: 'desk', key: `${index}`, signs, provedBy: 'till' };
    await server.request('POST', '/api/customers/records', body, owner);
  }
}

function personOf(index: number) {
  return {
    familyName: families[index % 8],
    givenName: givens[index % 11],
    birthDate: `19${60 + (index % 40)}-0${1 + (index % 9)}-1${index % 10}`,
    phone: `080-${1000 + index * 37}-${2000 + index * 91}`,
    postalCode: `1${10 + index}-00${10 + (index % 80)}`,
    address: `東京都港区芝${1 + (index % 5)}-${index}-1`,
  };
}

const rare = ['東雲 千尋', '五百旗頭 環', '一口 澪', '小鳥遊 楓', '四月一日 栞', '月見里 奏'];

function twinOf(index: number) {
  const [familyName, givenName] = (rare[index] ?? '').split(' ');
  return {
    familyName,
    givenName,
    birthDate: `197${index}-03-0${1 + index}`,
    phone: `090-7${index}12-344${index}`,
    postalCode: `60${index}-8001`,
    address: `京都市中京区二条通${index + 1}-2-3`,
  };
}
