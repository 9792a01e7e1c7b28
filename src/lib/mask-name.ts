import { maskValue } from './mask.js';

/** Addresses; then runs of letters and digits, grouped or not. */
const PIECES =
  /[\p{L}\p{N}_.+-]+@[\p{L}\p{N}_-]+(?:\.[\p{L}\p{N}_-]+)*|[A-Za-z0-9](?:[ .()+-]{0,2}[A-Za-z0-9])*/gu;
/** With so many digits it may be somebody's number; a date or a year and a month have fewer. */
const MANY_DIGITS = 9;
/** So long a run with digits in it is a key or an address of some sort. */
const LONG = 20;

/**
 * A name of a column, table or key as it may be shown: names are chosen by people and say what data is, but some hold values
 * (objects keyed by number, a first row of data taken for a header), and those are masked.
 */
export function maskName(name: string): string {
  if (!/\d|@/.test(name)) return name;
  return name.replace(PIECES, (piece) => {
    if (piece.includes('@')) return maskValue('email', piece);
    const digits = piece.replace(/\D/g, '').length;
    const longest = Math.max(...piece.split(/[^A-Za-z0-9]/).map((run) => run.length));
    return digits >= MANY_DIGITS || (digits > 0 && longest >= LONG) ? maskValue('', piece) : piece;
  });
}
