// Parquet files that hold the people. There is no writer for it in Debian: this one comes from npm, for the run of the script:
//   npm exec --package=hyparquet-writer@0.17.0 -- node scripts/containers/parquet.mjs   (or NODE_PATH with it)
import { writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { delimiter } from 'node:path';
import { pathToFileURL } from 'node:url';
import { HEADER, PEOPLE } from './people.mjs';

const require = createRequire(import.meta.url);
const bins = (process.env.PATH ?? '').split(delimiter).map((path) => `${path}/..`);
const { parquetWriteBuffer } = await import(
  pathToFileURL(require.resolve('hyparquet-writer', { paths: [process.env.NODE_PATH ?? '', ...bins] })).href
);

const columns = HEADER.map((name, i) => ({ name, data: PEOPLE.map((row) => row[i]), type: 'STRING' }));
const write = (file, options) => writeFileSync(file, Buffer.from(parquetWriteBuffer(options)));
write('fixtures/containers/people.parquet', { columnData: columns, rowGroupSize: 5 });
write('fixtures/containers/people-plain.parquet', { columnData: columns, codec: 'UNCOMPRESSED' });

write('fixtures/databases/odd.parquet', {
  columnData: [
    { name: '卡号', data: [6222021234567890123n, 1n, null], type: 'INT64', nullable: true },
    {
      name: '生日',
      data: [new Date('1990-01-31T00:00:00Z'), new Date('2024-06-01T08:30:00Z'), null],
      type: 'TIMESTAMP',
    },
    { name: '原文', data: [Buffer.from('姓名：张三'), Buffer.from([0, 1, 2, 3]), null], type: 'BYTE_ARRAY' },
    { name: '余额', data: [1.5, -2, null], type: 'DOUBLE' },
    { name: '档案', data: [{ 电话: '13912345678', 亲属: ['李四'] }, {}, null], type: 'JSON' },
    { name: '有效', data: [true, false, null], type: 'BOOLEAN' },
  ],
});
