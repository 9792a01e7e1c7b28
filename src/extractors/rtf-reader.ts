/** Receives the tokens of a Rich Text document (Microsoft RTF specification 1.9.1) in order. */
export interface RtfHandler {
  openGroup(): void;
  closeGroup(): void;
  /** `\word` with its number; `\*`, `\~` and other symbols are words of one character. */
  control(word: string, value: number | undefined): void;
  /** One byte of text. `escaped`: it was written as \'xx. */
  byte(value: number, escaped: boolean): void;
  /** Bytes written as they are (\binN). */
  binary(bytes: Uint8Array): void;
  /** The byte that follows belongs to the character before it, even where it looks like syntax. */
  readonly awaitsTrail: boolean;
}

const WORD = 32;
const BACKSLASH = 0x5c;

/** Parts RTF into its tokens, piece by piece, whatever the nesting. */
export class RtfReader {
  #state: 'text' | 'escape' | 'word' | 'number' | 'hex' = 'text';
  #word = '';
  #number = '';
  #hex = '';
  #binary = 0;

  constructor(private readonly handler: RtfHandler) {}

  push(bytes: Uint8Array): void {
    for (let i = 0; i < bytes.length; i++) {
      if (this.#binary > 0) {
        const end = Math.min(bytes.length, i + this.#binary);
        this.handler.binary(bytes.subarray(i, end));
        this.#binary -= end - i;
        i = end - 1;
        continue;
      }
      // A control word ends before the byte that shows its end.
      while (!this.#take(bytes[i]!)) {}
    }
  }

  end(): void {
    if (this.#state === 'word' || this.#state === 'number') this.#endWord();
  }

  /** False: the byte ended a token and is yet to be taken. */
  #take(byte: number): boolean {
    switch (this.#state) {
      case 'text':
        this.#text(byte);
        return true;
      case 'escape':
        if (isLetter(byte)) {
          this.#word = String.fromCharCode(byte);
          this.#number = '';
          this.#state = 'word';
        } else if (byte === 0x27) {
          this.#hex = '';
          this.#state = 'hex';
        } else {
          this.#state = 'text';
          this.#symbol(byte);
        }
        return true;
      case 'word':
        if (isLetter(byte)) {
          if (this.#word.length < WORD) this.#word += String.fromCharCode(byte);
          return true;
        }
        if (isDigit(byte) || byte === 0x2d) {
          this.#number = String.fromCharCode(byte);
          this.#state = 'number';
          return true;
        }
        this.#endWord();
        return byte === 0x20;
      case 'number':
        if (isDigit(byte)) {
          if (this.#number.length < 11) this.#number += String.fromCharCode(byte);
          return true;
        }
        this.#endWord();
        return byte === 0x20 || this.#binary > 0;
      case 'hex': {
        const digit = String.fromCharCode(byte);
        if (!/[0-9a-f]/i.test(digit)) {
          this.#state = 'text';
          return false;
        }
        this.#hex += digit;
        if (this.#hex.length === 2) {
          this.#state = 'text';
          this.handler.byte(Number.parseInt(this.#hex, 16), true);
        }
        return true;
      }
    }
  }

  #text(byte: number): void {
    const { handler } = this;
    if (byte < 0x80 && !handler.awaitsTrail) {
      if (byte === BACKSLASH) this.#state = 'escape';
      else if (byte === 0x7b) handler.openGroup();
      else if (byte === 0x7d) handler.closeGroup();
      else if (byte !== 0x0a && byte !== 0x0d && byte !== 0) handler.byte(byte, false);
    } else handler.byte(byte, false);
  }

  #symbol(byte: number): void {
    // A backslash at the end of a line is a paragraph; escaped syntax is text.
    if (byte === 0x0a || byte === 0x0d) this.handler.control('par', undefined);
    else if (byte === BACKSLASH || byte === 0x7b || byte === 0x7d) this.handler.byte(byte, false);
    else this.handler.control(String.fromCharCode(byte), undefined);
  }

  #endWord(): void {
    this.#state = 'text';
    const value = /\d/.test(this.#number) ? Number.parseInt(this.#number, 10) : undefined;
    if (this.#word === 'bin') this.#binary = Math.max(0, value ?? 0);
    else this.handler.control(this.#word, value);
    this.#number = '';
  }
}

function isLetter(byte: number): boolean {
  return (byte >= 0x61 && byte <= 0x7a) || (byte >= 0x41 && byte <= 0x5a);
}

function isDigit(byte: number): boolean {
  return byte >= 0x30 && byte <= 0x39;
}
