import { describe, expect, test } from 'vitest';
import { sniffType } from '../../src/extractors/file-type.js';
import { type Extracted, extract } from './extract.js';
import { mutants } from './mutants.js';
import { container, LINES, PEOPLE } from './people.js';

/** Everything that was handed on, files decoded by their likely encoding. */
function everything(found: Extracted): string {
  const files = found.files.map(({ bytes }) => {
    try {
      return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    } catch {
      return new TextDecoder('gb18030').decode(bytes);
    }
  });
  const cells = found.tables.flatMap(({ rows }) => rows.flat());
  return [...found.texts.map(({ text }) => text), ...files, ...cells].join('\n');
}

const raw = (...lines: (string | Buffer)[]): Buffer =>
  Buffer.concat(lines.flatMap((line) => [Buffer.from(line as string), Buffer.from('\r\n')]));
const gbk = (hex: string): Buffer => Buffer.from(hex, 'hex');

describe('messages of other writers', () => {
  test.each([
    ['body-gbk-base64.eml', ''],
    ['body-quoted-printable.eml', ''],
    ['body-html-8bit.eml', 'body-html-8bit.eml!/body.html'],
    ['forwarded.eml', 'forwarded.eml!/message.eml!/message.eml'],
    ['signed-smime.eml', 'signed-smime.eml!/smime.p7m!/signed.eml'],
  ])('%s', async (name, part) => {
    const found = await extract(container(name), name);
    expect(found.issues).toEqual([]);
    for (const line of LINES) expect(everything(found)).toContain(line);
    expect([...found.texts, ...found.files].map((each) => each.part)).toContain(part);
  });

  test('an attachment has its own name, whatever that was written in', async () => {
    const found = await extract(container('attachment.eml'), 'attachment.eml');
    const csv = found.files.find(({ part }) => part === 'attachment.eml!/客户名单.csv');
    expect(new TextDecoder('gbk').decode(csv?.bytes)).toContain(PEOPLE[11]!.join(','));
    expect(found.textOf('')).toBe('见附件。\n');
    expect(found.textOf('attachment.eml!/headers')).toContain('Subject: 附件');
  });

  test('a web page saved as one file', async () => {
    const found = await extract(container('page.mht'), 'page.mht');
    for (const cell of PEOPLE.flat()) expect(everything(found)).toContain(cell);
  });

  test('each message of a mailbox is a part, and quoted or plain "From " lines part none', async () => {
    const found = await extract(container('box.mbox'), 'box.mbox');
    expect(found.issues).toEqual([]);
    for (const [i, line] of LINES.entries())
      expect(found.textOf(`box.mbox!/${i + 1}`)).toContain(`From here on the record follows.\n${line}`);
    expect(found.texts.some(({ part }) => part.startsWith('box.mbox!/13'))).toBe(false);
  });

  test('encrypted mail is a fact and not read', async () => {
    for (const [name, way, part] of [
      ['closed/smime.eml', 'smime', 'x.eml!/smime.p7m'],
      ['closed/pgp-mime.eml', 'pgp', 'x.eml!/encrypted.asc'],
    ] as const) {
      const found = await extract(container(name), 'x.eml');
      expect(found.facts).toMatchObject({ [`${part}#encrypted`]: way });
      expect(found.issues).toMatchObject([{ part, code: 'encrypted' }]);
    }
  });
});

describe('what mail programs do', () => {
  test('bytes above 0x7F in headers, without any word of their encoding', async () => {
    const found = await extract(
      raw(
        Buffer.concat([Buffer.from('From: '), gbk('d5c5cefdc3f7'), Buffer.from(' <zxm@bank.example.cn>')]),
        Buffer.concat([Buffer.from('Subject: '), gbk('bfcdbba7d0d5c3fbb5e7bbb0c3fbb5a5')]),
        'Date: Mon, 3 Jun 2024 10:00:00 +0800',
        'Cc: a@Example.ORG, b@example.org,',
        ' c@firm.example.com',
        'MIME-Version: 1.0',
        '',
        'hi',
      ),
      'a.eml',
    );
    const headers = found.textOf('a.eml!/headers');
    expect(headers).toContain('From: 张锡明 <zxm@bank.example.cn>');
    expect(headers).toContain('Subject: 客户姓名电话名单');
    expect(headers).toContain('Cc: a@Example.ORG, b@example.org, c@firm.example.com');
    expect(found.facts).toEqual({
      'mail.from-domains': 'bank.example.cn',
      'mail.to-domains': 'example.org,firm.example.com',
      'mail.date': '2024-06-03T02:00:00.000Z',
    });
  });

  test.each([
    ['gb2312', gbk('d0d5c3fba3bad5c5c8fd')],
    ['us-ascii', Buffer.from('姓名：张三')],
    ['big5', gbk('a9 6d a6 57 a1 47 b1 69 a4 54'.replaceAll(' ', ''))],
    ['utf-7', Buffer.from('+WdNUDf8aXyBOCQ-')],
    ['hz-gb-2312', Buffer.from('~{PUC{#:UEH}~}')],
    ['x-unheard-of', gbk('d0d5c3fba3bad5c5c8fd')],
  ])('a body in %s', async (charset, body) => {
    const found = await extract(
      raw('From: a', 'MIME-Version: 1.0', `Content-Type: text/plain; charset=${charset}`, '', body),
      'a.eml',
    );
    const text = everything(found).replace('姓名：張三', '姓名：张三');
    expect(text).toContain('姓名：张三');
  });

  test('names cut in encoded words, in RFC 2231 pieces, in raw bytes', async () => {
    const found = await extract(
      raw(
        'MIME-Version: 1.0',
        'From: a',
        'Content-Type: multipart/mixed; boundary="b"',
        '',
        '--b',
        'Content-Type: text/csv;',
        ' name="=?utf-8?B?5a6i5oi35Q==?=',
        ' =?utf-8?B?kI3ljZU=?=.csv"',
        '',
        'x,1',
        '--b',
        'Content-Type: text/csv',
        "Content-Disposition: attachment; filename*0*=gbk''%BF%CD;",
        ' filename*1*=%BB%A7; filename*2=".csv"',
        '',
        'x,2',
        '--b',
        'Content-Type: text/csv',
        Buffer.concat([
          Buffer.from('Content-Disposition: attachment; filename="'),
          gbk('bfcdbba7d0d5c3fbc3fbb5a5'),
          Buffer.from('.csv"'),
        ]),
        '',
        'x,3',
        '--b--',
      ),
      'a.eml',
    );
    expect(found.files.map(({ part, bytes }) => [part, bytes.toString()])).toEqual([
      ['a.eml!/客户名单.csv'.replace('名', '名'), 'x,1\r\n'],
      ['a.eml!/客户.csv', 'x,2\r\n'],
      ['a.eml!/客户姓名名单.csv', 'x,3\r\n'],
    ]);
  });

  test('flowed lines are put together again, so that a value stands on one line with its label', async () => {
    const found = await extract(
      raw(
        'From: a',
        'MIME-Version: 1.0',
        'Content-Type: text/plain; format=flowed',
        '',
        '身份证号： ',
        '11010519491231002X',
        'end',
      ),
      'a.eml',
    );
    expect(found.textOf('')).toContain('身份证号： 11010519491231002X\nend');
  });

  test('nothing of a broken multipart is lost', async () => {
    const inner = ['--b', 'Content-Transfer-Encoding: base64', '', Buffer.from('秘密一').toString('base64')];
    const heads = {
      unnamed: 'multipart/mixed',
      unclosed: 'multipart/mixed; boundary=b',
      endless: `multipart/mixed; boundary="${'b'.repeat(10_000)}"`,
    };
    for (const type of Object.values(heads)) {
      const found = await extract(
        raw('From: a', 'MIME-Version: 1.0', `Content-Type: ${type}`, '', '前言电话', ...inner),
        'a.eml',
      );
      expect(everything(found)).toContain('秘密一');
      expect(everything(found)).toContain('前言电话');
    }
    const closed = await extract(
      raw(
        'From: a',
        'MIME-Version: 1.0',
        'Content-Type: multipart/mixed; boundary=b',
        '',
        ...inner,
        '--b--',
        '后记',
        ...inner,
      ),
      'a.eml',
    );
    expect(everything(closed)).toContain('后记');
    expect(everything(closed).split('秘密一').length - 1).toBe(2);
    const never = await extract(
      raw('From: a', 'MIME-Version: 1.0', 'Content-Type: multipart/mixed; boundary=q', '', '姓名：张三'),
      'a.eml',
    );
    expect(never.issues).toMatchObject([{ code: 'malformed' }]);
    expect(everything(never)).toContain('姓名：张三');
  });

  test('quoted-printable over the edges of blocks', async () => {
    const text = '姓名：张三，电话：13900001234。'.repeat(9000);
    const body = [...Buffer.from(text)]
      .map((byte) => `=${byte.toString(16).toUpperCase()}`)
      .join('')
      .replace(/(.{72})/g, '$1=\r\n');
    const found = await extract(
      raw(
        'From: a',
        'MIME-Version: 1.0',
        'Content-Type: text/plain; charset=utf-8',
        'Content-Transfer-Encoding: quoted-printable',
        '',
        body,
      ),
      'a.eml',
    );
    expect(found.textOf('').trimEnd() === text).toBe(true);
  });

  test('base64 with padding in the middle and rubbish between', async () => {
    const body = `${Buffer.from('姓名：张三,').toString('base64')}\r\n!!${Buffer.from('电话').toString('base64')}`;
    const found = await extract(
      raw(
        'From: a',
        'MIME-Version: 1.0',
        'Content-Type: text/plain; charset=utf-8',
        'Content-Transfer-Encoding: base64',
        '',
        body,
      ),
      'a.eml',
    );
    expect(found.textOf('')).toBe('姓名：张三,电话\n');
  });

  test('delivery reports and an encrypted passage', async () => {
    const found = await extract(
      raw(
        'From: a',
        'MIME-Version: 1.0',
        'Content-Type: multipart/report; report-type=delivery-status; boundary=b',
        '',
        '--b',
        '',
        '-----BEGIN PGP MESSAGE-----',
        '--b',
        'Content-Type: message/delivery-status',
        '',
        'Final-Recipient: rfc822; zhang@example.cn',
        '--b',
        'Content-Type: text/rfc822-headers',
        '',
        'Received: from x',
        'Subject: =?utf-8?B?5aeT5ZCN?=',
        'From: b',
        '--b--',
      ),
      'a.eml',
    );
    expect(everything(found)).toContain('rfc822; zhang@example.cn');
    expect(everything(found)).toContain('Subject: 姓名');
    expect(found.facts).toMatchObject({ encrypted: 'pgp' });
  });
});

describe('hostile messages', () => {
  test('a thousand messages in each other end at the depth limit', async () => {
    const head = 'From: a\r\nSubject: s\r\nMIME-Version: 1.0\r\nContent-Type: message/rfc822\r\n\r\n';
    const found = await extract(Buffer.from(`${head.repeat(1000)}From: z\r\n\r\nend`), 'a.eml');
    expect(found.issues).toMatchObject([{ code: 'limit-depth' }]);
  });

  test('a thousand multiparts in each other', async () => {
    let text = 'From: a\r\nMIME-Version: 1.0\r\n';
    for (let i = 0; i < 1000; i++) text += `Content-Type: multipart/mixed; boundary=b${i}\r\n\r\n--b${i}\r\n`;
    const found = await extract(Buffer.from(`${text}\r\n姓名：张三`), 'a.eml');
    expect(found.issues.map(({ code }) => code)).toContain('limit-depth');
    expect(everything(found)).toContain('姓名：张三');
  });

  test('a million headers: what is behind the first megabyte is read as text', async () => {
    const found = await extract(
      Buffer.from(
        `From: a\r\nMIME-Version: 1.0\r\n${'X-H: 姓名\r\n'.repeat(1_000_000)}X-Last: 张三\r\n\r\nbody`,
      ),
      'a.eml',
    );
    expect(everything(found)).toContain('X-Last: 张三');
  });

  test('a hundred thousand empty parts', async () => {
    const found = await extract(
      Buffer.from(
        `From: a\r\nMIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n${'--b\r\n\r\n\r\n'.repeat(120_000)}`,
      ),
      'a.eml',
    );
    expect(found.issues.map(({ code }) => code)).toEqual(['limit-entries']);
  });

  test.each([
    'attachment.eml',
    'forwarded.eml',
    'body-html-8bit.eml',
    'box.mbox',
    'page.mht',
    'signed-smime.eml',
    'body-quoted-printable.eml',
  ])('damaged: %s', async (name) => {
    for (const mutant of mutants(container(name), 60)) {
      const found = await extract(mutant, name);
      expect(found.texts.length + found.files.length + found.issues.length > 0 || mutant.length === 0).toBe(
        true,
      );
    }
  });
});

test('text stays text, mail is mail', () => {
  const format = (text: string): string | undefined => sniffType(Buffer.from(text)).format;
  for (const text of [
    'From: the beginning we said\nthat this is prose.\n',
    'From the start on Monday 10:00 2024\nTo: nobody',
    'From: 张三\nTo: 李四\n\n你好',
    'name: x\nfrom: 1\nto: 2\n',
    'Subject: a\nbut then no header follows',
    'GET / HTTP/1.1\nHost: x\nDate: y\nContent-Type: text/html\n\n',
    'date,subject\nx,y',
    'Date: 2024\nlevel: info\nmessage: x\n',
  ])
    expect([text, format(text)]).toEqual([text, undefined]);
  expect(format('From: a\nDate: b\nSubject: c\n\n')).toBe('eml');
  expect(format('Received: from x\n\tby y\nReturn-Path: <a>\n\nx')).toBe('eml');
  expect(format('From a@b.cn Mon Jan  1 00:00:00 2024\nFrom: a\n\n')).toBe('mbox');
  expect(format('From - Mon Jan  1 00:00:00 2024\r\nX-Mozilla-Status: 0001\r\n\r\n')).toBe('mbox');
});
