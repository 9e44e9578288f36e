import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { inspectFile } from './inspect-file.ts';
import { createScratchFolder, readWhole } from './scratch-files.ts';

describe('a file that cannot be imported says what to do', () => {
  it.each([
    ['file_is_empty', ''],
    ['file_is_empty', '\n\n'],
    ['file_has_no_rows', 'id,name\n'],
    ['file_has_no_rows', 'id,name'],
    ['file_has_no_rows', '[]'],
    ['json_is_truncated', '[{"id":1},{"id":2'],
    ['json_is_truncated', '{"customers":[{"id":1}'],
    ['header_is_broken', 'id,"name\n'],
    ['file_is_binary', Buffer.from('PK\u0003\u0004rest of a workbook')],
    ['file_is_binary', Buffer.from([0x69, 0x00, 0x64, 0x00, 0x2c, 0x00])],
    ['gzip_is_broken', gzipSync('id,name\n1,a\n').subarray(0, 20)],
    ['gzip_is_broken', Buffer.concat([gzipSync('x').subarray(0, 10), Buffer.alloc(40, 0xff)])],
  ])('%s', async (code, content) => {
    await expect(readWhole(content)).rejects.toMatchObject({ name: 'ReadingError', code });
  });

  it('names a missing file and a folder', async () => {
    await using folder = await createScratchFolder();
    await expect(inspectFile(join(folder.path, 'no.csv'))).rejects.toMatchObject({
      code: 'file_not_found',
    });
    await expect(inspectFile(folder.path)).rejects.toMatchObject({ code: 'file_is_directory' });
  });
});

describe('the shape of a file', () => {
  it('has the same fingerprint packed or plain, whatever the name says', async () => {
    await using folder = await createScratchFolder();
    const text = 'id,name\n1,"two\nlines"\n\n2,b';
    const plain = await inspectFile(await folder.write('plain.csv.gz', text));
    const packed = await inspectFile(await folder.write('packed.csv', gzipSync(text)));
    expect(plain.compression).toBe('none');
    expect(packed.compression).toBe('gzip');
    expect(packed.sha256).toBe(createHash('sha256').update(text).digest('hex'));
    expect(plain.sha256).toBe(packed.sha256);
    expect(packed.rowCount).toBe(2);
    expect(packed.sizeBytes).toBe(text.length);
  });

  it('names repeated and empty headers apart', async () => {
    const { shape } = await readWhole('id,送料,,送料\n1,2,3,4\n');
    expect(shape.headers).toEqual(['id', '送料', 'column 3', '送料 (2)']);
    expect(shape.duplicateHeaders).toEqual(['送料']);
  });
});
