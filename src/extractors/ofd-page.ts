import type { PartOutput, TextPlace } from './extractor.js';
import type { XmlAttributes, XmlHandler } from './xml-reader.js';

/** A piece of text and where it stands, in millimetres from the upper left. */
interface Piece {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly size: number;
  readonly text: string;
}

/** Pieces of one page sorted at once. */
const PIECES = 50_000;

/** Collects the text objects of a page and puts them into lines: what is written in order of drawing is read by place. */
export class OfdPage implements XmlHandler {
  readonly #pieces: Piece[] = [];
  #box = { x: 0, y: 0, width: 0, size: 4 };
  #code: { x: number; y: number; width: number; text: string } | null = null;

  constructor(
    private readonly out: PartOutput,
    private readonly name: string,
    private readonly place: TextPlace,
  ) {}

  open(name: string, attributes: XmlAttributes): void {
    if (name === 'TextObject') {
      const [x = 0, y = 0, width = 0] = numbers(attributes.Boundary);
      this.#box = { x, y, width, size: numbers(attributes.Size)[0] ?? 4 };
    } else if (name === 'TextCode') {
      const steps = deltas(attributes.DeltaX);
      this.#code = {
        x: this.#box.x + (numbers(attributes.X)[0] ?? 0),
        y: this.#box.y + (numbers(attributes.Y)[0] ?? 0),
        width: steps,
        text: '',
      };
    } else {
      for (const key of ['Remark', 'Title', 'URI', 'FileName']) {
        const value = attributes[key];
        if (value !== undefined && value !== '')
          this.out.text(this.name === '' ? 'links' : this.name, value, this.place);
      }
    }
  }

  text(text: string): void {
    if (this.#code !== null) this.#code.text += text;
  }

  close(name: string): void {
    if (name !== 'TextCode' || this.#code === null) return;
    const { x, y, width, text } = this.#code;
    this.#code = null;
    const { size } = this.#box;
    if (text.trim() === '') return;
    this.#pieces.push({ x, y, width: width + size * lastWidth(text), size, text });
    if (this.#pieces.length >= PIECES) this.end();
  }

  end(): void {
    const lines: Piece[][] = [];
    for (const piece of this.#pieces.splice(0).sort((a, b) => a.y - b.y)) {
      const line = lines.at(-1);
      if (line !== undefined && piece.y - line[0]!.y < 0.5 * Math.min(line[0]!.size, piece.size))
        line.push(piece);
      else lines.push([piece]);
    }
    for (const line of lines) this.out.text(this.name, joined(line), this.place);
  }
}

/** A line from left to right, with a gap where there is one. */
function joined(line: Piece[]): string {
  let text = '';
  let end = Number.NEGATIVE_INFINITY;
  for (const piece of line.sort((a, b) => a.x - b.x)) {
    const gap = piece.x - end;
    if (text !== '' && gap > 0.4 * piece.size) text += gap > 2 * piece.size ? '\t' : ' ';
    text += piece.text;
    end = Math.max(end, piece.x + piece.width);
  }
  return text;
}

function numbers(value: string | undefined): number[] {
  return (value ?? '')
    .split(/\s+/)
    .map(Number)
    .filter((number) => Number.isFinite(number));
}

/** From the first to the last character: steps, of which "g 3 2.5" stands for three. */
function deltas(value: string | undefined): number {
  const words = (value ?? '').trim().split(/\s+/);
  let sum = 0;
  for (let i = 0; i < words.length; i++) {
    if (words[i] === 'g') {
      sum += Number(words[i + 1]) * Number(words[i + 2]) || 0;
      i += 2;
    } else sum += Number(words[i]) || 0;
  }
  return sum;
}

/** Of the last character, in its size. */
function lastWidth(text: string): number {
  return /[\u2e80-\uffff]$/.test(text) ? 1 : 0.5;
}
