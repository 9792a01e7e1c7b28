import { SHAPE_ID } from '../anchors.js';
import { lowerAscii } from '../program.js';
import { type Emit, isDigit, isLetter, isLower, isUpper, lower, type Window } from './window.js';

/** Literals by their first two bytes, longest first. */
export class Literals {
  readonly #byStart = new Map<number, { readonly id: number; readonly bytes: Uint8Array }[]>();

  constructor(
    literals: readonly string[],
    private readonly window: Window,
    private readonly emit: Emit,
  ) {
    literals.forEach((literal, id) => {
      const bytes = new TextEncoder().encode(lowerAscii(literal));
      const key = (bytes[0]! << 8) | bytes[1]!;
      const list = this.#byStart.get(key) ?? [];
      list.push({ id, bytes });
      this.#byStart.set(key, list);
    });
    for (const list of this.#byStart.values()) list.sort((a, b) => b.bytes.length - a.bytes.length);
  }

  at(p: number): void {
    const { window } = this;
    const list = this.#byStart.get((lower(window.at(p)) << 8) | lower(window.at(p + 1)));
    if (!list || !this.#free(p)) return;
    for (const { id, bytes } of list) {
      if (!bytes.every((b, i) => lower(window.at(p + i)) === b)) continue;
      this.emit(p, p + bytes.length, SHAPE_ID.literal, id);
      return;
    }
  }

  /** A literal that starts with a letter stands at a word start, one that starts with a digit behind no letter or digit. */
  #free(p: number): boolean {
    const first = this.window.at(p);
    const before = this.window.at(p - 1);
    if (isDigit(first)) return !isDigit(before) && !isLetter(before);
    if (!isLetter(first) || !isLetter(before)) return true;
    return isLower(before) && isUpper(first);
  }
}
