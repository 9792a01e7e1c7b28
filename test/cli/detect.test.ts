import { describe, expect, test } from 'vitest';
import { folderWith, ID_LINE, outcomeOf, PHONE_LINE, start, trawl } from './trawl.js';

const ask = (id: unknown, text: string) => `${JSON.stringify({ id, text })}\n`;
const answers = (stdout: string) =>
  stdout
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as { id: unknown; matches: { infoType: string; text: string }[] });

describe('trawl detect', () => {
  test('reads standard input or a file, prints one line per match', async () => {
    const cwd = folderWith({ 'a.txt': PHONE_LINE });
    const { stdout, status } = await trawl(['detect', 'a.txt'], { cwd });
    expect(status).toBe(0);
    expect(stdout).toMatch(/^3-14\tcn\.mobile\tgeneral\t0\.\d\d\t"13900001234"\t.+\n$/);
    expect((await trawl(['detect'], { input: PHONE_LINE })).stdout).toBe(stdout);
    expect((await trawl(['detect', '-', '--min-confidence', '1'], { input: PHONE_LINE })).stdout).toBe('');
  });

  test('what a value hides does not steer the terminal', async () => {
    const { stdout } = await trawl(['detect'], {
      input: '密码：\u202eSecret\u200b#2024x\n手机：139\u200b00001234\n',
    });
    expect(stdout).toContain('cn.mobile');
    expect(stdout).not.toMatch(/[^\P{Cc}\n\t]|\p{Cf}/u);
  });

  test('--jsonl answers line by line, in order, empty lines aside', async () => {
    const input = `\ufeff${ask('a', PHONE_LINE)}\n${ask(2, 'nothing')}\r\n${ask(null, ID_LINE)}${ask({ x: 1 }, '')}`;
    const { stdout, status } = await trawl(['detect', '--jsonl'], { input });
    expect(status).toBe(0);
    expect(answers(stdout).map(({ id, matches }) => [id, matches.map(({ infoType }) => infoType)])).toEqual([
      ['a', ['cn.mobile']],
      [2, []],
      [null, ['cn.resident-id']],
      [{ x: 1 }, []],
    ]);
  });

  test.each([
    ['not JSON', 'oops\n', 'trawl: line 3 of the input is not JSON'],
    ['no text', '{"id":3}\n', 'trawl: line 3 of the input has no "text"'],
    ['not an object', 'null\n', 'trawl: line 3 of the input has no "text"'],
  ])(
    'a bad line (%s) stops it with status 2 after the good ones were answered',
    async (_, bad, complaint) => {
      const { stdout, stderr, status } = await trawl(['detect', '--jsonl'], {
        input: ask(1, PHONE_LINE) + ask(2, ID_LINE) + bad + ask(4, PHONE_LINE),
      });
      expect(answers(stdout).map(({ id }) => id)).toEqual([1, 2]);
      expect(status).toBe(2);
      expect(stderr).toMatch(/^[^\n]+ — [^\n]+\n$/);
      expect(stderr.startsWith(complaint)).toBe(true);
      // The line may hold what nobody should see in a log.
      expect(stderr).not.toContain('oops');
    },
  );

  test('--jsonl answers while its input stays open, so that another program can talk to it', async () => {
    const child = start(['detect', '--jsonl']);
    const outcome = outcomeOf(child);
    const answer = () =>
      new Promise<string>((resolve) =>
        child.stdout.once('data', (chunk: Buffer) => resolve(chunk.toString())),
      );
    for (const id of [1, 2]) {
      const heard = answer();
      child.stdin.write(ask(id, PHONE_LINE));
      expect(await heard).toContain(`{"id":${id},`);
    }
    child.stdin.end();
    expect((await outcome).status).toBe(0);
  });

  test('--jsonl keeps order and loses nothing over pieces cut anywhere', async () => {
    const input = Array.from({ length: 5000 }, (_, id) => ask(id, `客户${id}，${PHONE_LINE}`)).join('');
    const { stdout } = await trawl(['detect', '--jsonl'], { input });
    const got = answers(stdout);
    expect(got.map(({ id }) => id)).toEqual(Array.from({ length: 5000 }, (_, id) => id));
    expect(got.every(({ matches }) => matches[0]?.text === '13900001234')).toBe(true);
  });
});
