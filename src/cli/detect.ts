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
    if (flags.jsonl === true) {
      let number = 0;
      for await (const line of lines(input)) {
        number++;
        if (line.trim() === '') continue;
        if (!(await output.line(answer(probe, line, number)))) break;
      }
    } else {
      for await (const line of wholeText(input)) {
        for (const match of probe.lines(line)) if (!(await output.line(match))) break;
      }
    }
  } catch (error) {
    if (error instanceof UserError) throw error;
    const code = (error as NodeJS.ErrnoException).code;
    if (code === undefined) throw error;
    throw new UserError(
      'detect.unreadable',
      `cannot read ${displayPath(file)} (${code})`,
      'name a readable file, or - for standard input',
    );
  }
  await output.flush();
  return EXIT.clean;
}

function answer(probe: TextProbe, line: string, number: number): string {
  let record: { id?: unknown; text?: unknown };
  try {
    record = JSON.parse(line) as typeof record;
  } catch {
    throw new UserError(
      'detect.not-json',
      `line ${number} of the input is not JSON`,
      'give one {"id": ..., "text": "..."} per line, or leave out --jsonl',
    );
  }
  if (record === null || typeof record !== 'object' || typeof record.text !== 'string')
    throw new UserError(
      'detect.no-text',
      `line ${number} of the input has no "text"`,
      'give one {"id": ..., "text": "..."} per line',
    );
  return `{"id":${JSON.stringify(record.id ?? null)},"matches":${probe.json(record.text)}}`;
}

async function* lines(input: AsyncIterable<Buffer | string>): AsyncGenerator<string> {
  const decoder = new TextDecoder();
  let rest = '';
  for await (const chunk of input) {
    rest += typeof chunk === 'string' ? chunk : decoder.decode(chunk, { stream: true });
    if (rest.length > MAX_TEXT)
      throw new UserError('detect.too-long', 'a line of the input is longer than 256 MB', 'split it');
    let from = 0;
    for (let end = rest.indexOf('\n'); end >= 0; end = rest.indexOf('\n', from)) {
      yield rest.slice(from, end);
      from = end + 1;
    }
    rest = rest.slice(from);
  }
  rest += decoder.decode();
  if (rest !== '') yield rest;
}

async function* wholeText(input: AsyncIterable<Buffer | string>): AsyncGenerator<string> {
  const decoder = new TextDecoder();
  let text = '';
  for await (const chunk of input) {
    text += typeof chunk === 'string' ? chunk : decoder.decode(chunk, { stream: true });
    if (text.length > MAX_TEXT)
      throw new UserError(
        'detect.too-long',
        'the input is longer than 256 MB',
        'use trawl scan for large files',
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
