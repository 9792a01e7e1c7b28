// Messages of Outlook that hold the people. Nothing in Debian writes them: the streams are put together here by MS-OXMSG and
// MS-OXTNEF, the compound file by the cfb package. Other readers agree: `msgconvert people.msg`, `tnef -t winmail.dat`.
import { writeFileSync } from 'node:fs';
import CFB from 'cfb';
import { HEADER, LINES, PEOPLE } from './people.mjs';

const TEXT = `${LINES.join('\r\n')}\r\n`;
const CSV = Buffer.from([HEADER, ...PEOPLE].map((row) => row.join(',')).join('\n'));
const unicode = (text) => Buffer.from(text, 'utf16le');
const gbk = (hex) => Buffer.from(hex, 'hex');

/** Fixed-size properties: [id, type, 32-bit value]. */
function fixed(head, values) {
  const rows = values.map(([id, type, value]) => {
    const row = Buffer.alloc(16);
    row.writeUInt16LE(type, 0);
    row.writeUInt16LE(id, 2);
    row.writeUInt32LE(6, 4);
    if (typeof value === 'bigint') row.writeBigInt64LE(value, 8);
    else row.writeInt32LE(value, 8);
    return row;
  });
  return Buffer.concat([Buffer.alloc(head), ...rows]);
}

function compound(streams) {
  const file = CFB.utils.cfb_new();
  for (const [path, bytes] of streams) CFB.utils.cfb_add(file, `/${path}`, bytes);
  CFB.utils.cfb_del(file, '/\u0001Sh33tJ5');
  return CFB.write(file, { type: 'buffer' });
}

/** One message: strings by id, below `path`. */
function message(path, strings, { head, numbers = [], recipients = [], attachments = [] }) {
  const streams = strings.map(([tag, bytes]) => [`${path}__substg1.0_${tag}`, bytes]);
  streams.push([`${path}__properties_version1.0`, fixed(head, numbers)]);
  recipients.forEach((list, i) => {
    const folder = `${path}__recip_version1.0_#${String(i).padStart(8, '0')}/`;
    for (const [tag, bytes] of list) streams.push([`${folder}__substg1.0_${tag}`, bytes]);
    streams.push([`${folder}__properties_version1.0`, fixed(8, [[0x0c15, 3, 1 + (i % 3)]])]);
  });
  attachments.forEach((list, i) => {
    const folder = `${path}__attach_version1.0_#${String(i).padStart(8, '0')}/`;
    for (const [tag, content] of list) {
      if (typeof content === 'function') streams.push(...content(`${folder}__substg1.0_${tag}/`));
      else streams.push([`${folder}__substg1.0_${tag}`, content]);
    }
    streams.push([`${folder}__properties_version1.0`, fixed(8, [[0x3705, 3, 1]])]);
  });
  return streams;
}

const write = (name, bytes) => writeFileSync(`fixtures/${name}`, bytes);

write(
  'containers/people.msg',
  compound(
    message(
      '',
      [
        ['001A001F', unicode('IPM.Note')],
        ['0037001F', unicode('客户名单')],
        ['0C1A001F', unicode('batch')],
        ['1000001F', unicode(TEXT)],
      ],
      {
        head: 32,
        numbers: [[0x0039, 0x40, 133616664000000000n]],
      },
    ),
  ),
);

write(
  'containers/attached.msg',
  compound(
    message(
      '',
      [
        ['0037001F', unicode('转发')],
        ['0C1A001F', unicode('batch')],
        ['1000001F', unicode('见附件')],
      ],
      {
        head: 32,
        attachments: [
          [
            ['3001001F', unicode('客户')],
            [
              '3701000D',
              (path) =>
                message(
                  path,
                  [
                    ['0037001F', unicode('客户')],
                    ['1000001F', unicode('内附')],
                  ],
                  {
                    head: 24,
                    attachments: [
                      [
                        ['3707001F', unicode('客户名单.csv')],
                        ['37010102', CSV],
                      ],
                    ],
                  },
                ),
            ],
          ],
        ],
      },
    ),
  ),
);

// 8-bit strings under a code page, recipients, a body in HTML only, a contact's telephones.
write(
  'outlook/ansi.msg',
  compound(
    message(
      '',
      [
        ['0037001E', gbk('bfcdbba7d0d5c3fb')],
        ['0C1A001E', gbk('d5c5cefdc3f7')],
        ['5D01001F', unicode('zxm@bank.example.cn')],
        [
          '10130102',
          Buffer.concat([
            Buffer.from('<meta charset="gb2312"><p>'),
            gbk('d0d5c3fba3bad5c5c8fd'),
            Buffer.from('</p>'),
          ]),
        ],
        ['3A1C001F', unicode('13912345678')],
        ['8005101F-00000000', unicode('备用电话 13812345678')],
        [
          '007D001F',
          unicode(
            'Received: from mx.example.org\r\nX-Originating-IP: 203.0.113.9\r\nSubject: =?utf-8?B?5aeT5ZCN?=\r\n',
          ),
        ],
      ],
      {
        head: 32,
        numbers: [
          [0x3ffd, 3, 936],
          [0x0039, 0x40, 133616664000000000n],
        ],
        recipients: [
          [
            ['3001001E', gbk('c0eecbc4')],
            ['39FE001F', unicode('lisi@firm.example.com')],
          ],
          [
            ['3001001F', unicode('王五')],
            ['3003001F', unicode('wang5@firm.example.com')],
          ],
        ],
      },
    ),
  ),
);

// A body that is only there as compressed RTF.
const rtf = Buffer.from('{\\rtf1\\ansi\\ansicpg936 \\u22995?\\u21517?: \\u24352?\\u19977? 13912345678\\par}');
const stored = Buffer.alloc(16 + rtf.length);
stored.writeUInt32LE(rtf.length + 12, 0);
stored.writeUInt32LE(rtf.length, 4);
stored.writeUInt32LE(0x414c454d, 8);
rtf.copy(stored, 16);
write(
  'outlook/rtf.msg',
  compound(
    message(
      '',
      [
        ['0037001F', unicode('x')],
        ['10090102', stored],
      ],
      { head: 32 },
    ),
  ),
);

// winmail.dat
function attribute(level, id, data) {
  const bytes = Buffer.alloc(9 + data.length + 2);
  bytes[0] = level;
  bytes.writeUInt32LE(id, 1);
  bytes.writeUInt32LE(data.length, 5);
  data.copy(bytes, 9);
  bytes.writeUInt16LE(
    data.reduce((sum, byte) => (sum + byte) & 0xffff, 0),
    9 + data.length,
  );
  return bytes;
}
const u32 = (value) => {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(value);
  return bytes;
};
const padded = (bytes) => Buffer.concat([bytes, Buffer.alloc((4 - (bytes.length % 4)) % 4)]);
const property = (id, type, bytes) =>
  Buffer.concat([u32(((id << 16) | type) >>> 0), u32(1), u32(bytes.length), padded(bytes)]);
const list = (...properties) => Buffer.concat([u32(properties.length), ...properties]);
const tnef = (...attributes) => Buffer.concat([u32(0x223e9f78), Buffer.from([1, 0]), ...attributes]);
const version = attribute(1, 0x00089006, u32(0x10000));
const oem = attribute(1, 0x00069007, Buffer.concat([u32(936), u32(0)]));
const render = attribute(2, 0x00069002, Buffer.alloc(14));

write(
  'containers/winmail.dat',
  tnef(
    version,
    oem,
    attribute(1, 0x00018004, Buffer.concat([gbk('bfcdbba7c3fbb5a5'), Buffer.from([0])])),
    attribute(1, 0x00069003, list(property(0x0c1a, 0x1f, unicode('batch\0')))),
    render,
    attribute(2, 0x00018010, Buffer.from('list.csv\0')),
    attribute(2, 0x0006800f, CSV),
    attribute(2, 0x00069005, list(property(0x3707, 0x1f, unicode('客户名单.csv\0')))),
  ),
);
write(
  'outlook/inner.dat',
  tnef(
    version,
    oem,
    attribute(1, 0x0002800c, Buffer.concat([gbk('d0d5c3fba3bad5c5c8fd'), Buffer.from([0])])),
    attribute(
      1,
      0x00069004,
      Buffer.concat([
        u32(1),
        list(
          property(0x3001, 0x1f, unicode('李四\0')),
          property(0x39fe, 0x1e, Buffer.from('lisi@firm.example.com\0')),
        ),
      ]),
    ),
    render,
    attribute(
      2,
      0x00069005,
      list(
        property(0x3001, 0x1f, unicode('内层\0')),
        property(
          0x3701,
          0x0d,
          Buffer.concat([
            Buffer.alloc(16),
            tnef(version, attribute(1, 0x0002800c, Buffer.from('13912345678\0'))),
          ]),
        ),
      ),
    ),
  ),
);
