import { describe, expect, it } from 'vitest';
import { ColumnsError, recogniseColumns } from './recognise.ts';

const rolesOf = (headers: string[], cells: string[], map = {}) =>
  recogniseColumns(headers, [cells], map).columns.map(({ header, role }) => [header, role]);

describe('recognising columns', () => {
  it('knows Japanese headers', () => {
    const headers = [
      '会員ID',
      '姓',
      '名',
      'セイ',
      'メイ',
      '生年月日',
      '電話番号',
      '郵便番号',
      '住所',
    ];
    const cells = ['1', '山田', '花子', 'ヤマダ', 'ハナコ', 'S56.4.29', '03-1', '100', '東京都'];
    expect(rolesOf(headers, cells).map(([, role]) => role)).toEqual([
      'familyName',
      'givenName',
      'familyKana',
      'givenKana',
      'birthDate',
      'phone',
      'postalCode',
      'address',
    ]);
  });

  it('takes «name» for a person, a product or an organisation by its neighbours', () => {
    const roleOf = (other: string) => rolesOf(['id', 'name', other], ['1', 'x', 'y'])[0]?.[1];
    expect(roleOf('date_of_birth')).toBe('fullName');
    expect(roleOf('price')).toBe('title');
    expect(roleOf('phone')).toBe('organisation');
  });

  it('takes a title beside names for Mr or Dr, and a paper’s title for its name', () => {
    expect(rolesOf(['id', 'title', 'first name', 'last name'], ['1', 'Mr', 'Jo', 'Li'])).toEqual([
      ['first name', 'givenName'],
      ['last name', 'familyName'],
    ]);
    expect(
      rolesOf(
        ['key', 'Paper Title', 'Writers', 'Conference', 'Published'],
        ['1', 'x', 'y', 'z', '1999'],
      ),
    ).toEqual([
      ['Paper Title', 'title'],
      ['Writers', 'people'],
      ['Conference', 'category'],
      ['Published', 'year'],
    ]);
  });

  it('takes «name» alone for persons where the cells are two words each', () => {
    const roleOf = (names: readonly string[]) =>
      recogniseColumns(
        ['id', 'name', 'city'],
        names.map((name, at) => [`${at}`, name, 'Oslo']),
      ).columns[0]?.role;
    expect(roleOf(['Mary Ann', 'Hill, John', 'Ole Olsen', 'Kim Lee'])).toBe('fullName');
    expect(roleOf(['Fenix at the Argyle', 'Spago', 'Cafe Bizou on Ventura', 'Granita'])).toBe(
      'organisation',
    );
  });

  it('never reads a column of the truth', () => {
    const headers = ['unique_id', 'first_name', 'surname', 'cluster'];
    const known = rolesOf(headers, ['1', 'a', 'b', '7']).map(([header]) => header);
    expect(known).toEqual(['first_name', 'surname']);
  });

  it('takes id for the key, else the first column, else what the map says', () => {
    const key = (headers: string[], map = {}) =>
      recogniseColumns(headers, [headers.map(() => 'x')], map).keyIndex;
    expect(key(['name', 'id', 'email'])).toBe(1);
    expect(key(['code', 'name', 'email'])).toBe(0);
    expect(key(['code', 'name', 'no'], { key: 'no' })).toBe(2);
  });

  it('does as the map says', () => {
    const told = rolesOf(['id', 'A', 'B', 'tel'], ['1', 'x', 'y', '03'], {
      familyName: 'A',
      givenName: 'B',
      phone: null,
    });
    expect(told).toEqual([
      ['A', 'familyName'],
      ['B', 'givenName'],
    ]);
  });

  it('says what is wrong with a map or a file', () => {
    expect(() => rolesOf(['id', 'name'], ['1', 'x'], { nickname: 'name' })).toThrow(ColumnsError);
    expect(() => rolesOf(['id', 'name'], ['1', 'x'], { phone: 'tel' })).toThrow(/does not have/);
    expect(() => rolesOf(['id'], ['1'])).toThrow(/No column can be compared/);
  });
});
