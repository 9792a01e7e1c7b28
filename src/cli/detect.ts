import { createReadStream } from 'node:fs';
import { displayPath } from '../lib/display-path.js';
import { UserError } from '../lib/user-error.js';
import { TextProbe } from '../scan/detect.js';
import { EXIT } from './exit-codes.js';
import { writeOut } from './output.js';

/** Longest line of `--jsonl` and largest text taken in. */
const MAX_TEXT = 256 * 1024 * 1024;
const FLUSH = 1 << 16;

interface DetectFlags {
  readonly jsonl?: boolean;
  readonly rules?: readonly string[];
  readonly minConfidence?: number;
}

/** `trawl detect`: text in, matches with their values out. Nothing is kept. */
export async function detectCommand(file: string, flags: DetectFlags): Promise<number> {
  const probe = await TextProbe.load({ dirs: flags.rules ?? [], minConfidence: flags.minConfidence ?? 0.5 });
  const input = file === '-' ? process.stdin : createReadStream(file);
  const output = new Output();
  try {
    if (flags.jsonl === true) await answerLines(probe, input, output);
    else {
      for await (const line of wholeText(input)) {
        for (const match of probe.lines(line)) if (!(await output.line(shown(match)))) break;
      }
    }
  } catch (error) {
    // What was answered so far stands, in order, before the complaint.
    await output.flush();
    if (error instanceof UserError) throw error;
    const code = (error as NodeJS.ErrnoException).code;
    if (code === undefined) throw error;
    throw new UserError(
      'detect.unreadable',
      { en: `cannot read ${file} (${code})`, zh: `无法读取 ${file}（${code}）` },
      { en: 'name a readable file, or - for standard input', zh: '请给出可读的文件，或用 - 表示标准输入' },
    );
  }
  await output.flush();
  return EXIT.clean;
}

/** Answers go out when the input pauses, so that another program may ask and wait. */
async function answerLines(probe: TextProbe, input: Input, output: Output): Promise<void> {
  let number = 0;
  for await (const batch of lineBatches(input)) {
    for (const line of batch) {
      number++;
      if (line.trim() === '') continue;
      if (!(await output.line(answer(probe, line, number)))) return;
    }
    if (!(await output.flush())) return;
  }
}

function answer(probe: TextProbe, line: string, number: number): string {
  let record: { id?: unknown; text?: unknown };
  try {
    record = JSON.parse(line) as typeof record;
  } catch {
    throw new UserError(
      'detect.not-json',
      { en: `line ${number} of the input is not JSON`, zh: `输入第 ${number} 行不是 JSON` },
      {
        en: 'give one {"id": ..., "text": "..."} per line, or leave out --jsonl',
        zh: '每行写一个 {"id": ..., "text": "..."}，或去掉 --jsonl',
      },
    );
  }
  if (record === null || typeof record !== 'object' || typeof record.text !== 'string')
    throw new UserError(
      'detect.no-text',
      { en: `line ${number} of the input has no "text"`, zh: `输入第 ${number} 行没有 "text"` },
      { en: 'give one {"id": ..., "text": "..."} per line', zh: '每行写一个 {"id": ..., "text": "..."}' },
    );
  return `{"id":${JSON.stringify(record.id ?? null)},"matches":${probe.json(record.text)}}`;
}

/** Tabs part the fields; what else steers a terminal is escaped. */
function shown(match: string): string {
  return match.split('\t').map(displayPath).join('\t');
}

type Input = AsyncIterable<Buffer | string>;

/** The lines of each piece of the input as it arrives. A byte-order mark at the start is dropped. */
async function* lineBatches(input: Input): AsyncGenerator<readonly string[]> {
  const decoder = new TextDecoder();
  let rest = '';
  for await (const chunk of input) {
    rest += typeof chunk === 'string' ? chunk : decoder.decode(chunk, { stream: true });
    const end = rest.lastIndexOf('\n');
    if (end >= 0) {
      yield rest.slice(0, end).split('\n');
      rest = rest.slice(end + 1);
    }
    if (rest.length > MAX_TEXT)
      throw new UserError(
        'detect.too-long',
        { en: 'a line of the input is longer than 256 MB', zh: '输入中有一行超过 256 MB' },
        { en: 'split it', zh: '请拆分' },
      );
  }
  rest += decoder.decode();
  if (rest !== '') yield [rest];
}

async function* wholeText(input: Input): AsyncGenerator<string> {
  const decoder = new TextDecoder();
  let text = '';
  for await (const chunk of input) {
    text += typeof chunk === 'string' ? chunk : decoder.decode(chunk, { stream: true });
    if (text.length > MAX_TEXT)
      throw new UserError(
        'detect.too-long',
        { en: 'the input is longer than 256 MB', zh: '输入超过 256 MB' },
        { en: 'use trawl scan for large files', zh: '大文件请用 trawl scan' },
      );
  }
  yield text + decoder.decode();
}

/** Standard output in large pieces, at the reader's pace. */
class Output {
  #pending = '';

  /** False when nobody reads any more. */
  async line(text: string): Promise<boolean> {
    this.#pending += `${text}\n`;
    return this.#pending.length <= FLUSH || this.flush();
  }

  async flush(): Promise<boolean> {
    const text = this.#pending;
    this.#pending = '';
    return text === '' || writeOut(text);
  }
}
