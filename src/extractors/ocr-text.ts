/** A word as Tesseract found it; sizes in pixels. */
interface Word {
  readonly text: string;
  readonly left: number;
  readonly right: number;
  readonly height: number;
}

/** Gaps in units of the height of letters. */
const COLUMN_GAP = 1.5;
const DIGIT_GAP = 0.3;
/** Between Chinese and Latin characters, where typesetting leaves some room by itself. */
const MIXED_GAP = 0.45;

/** Lines out of Tesseract's table of words (TSV): words of Chinese joined, columns parted by tabs, usual misreadings put right. */
export function recognisedLines(tsv: string): string[] {
  const lines = new Map<string, Word[]>();
  for (const row of tsv.split('\n')) {
    const [level, page, block, paragraph, line, , left, , width, height, , text = ''] = row.split('\t');
    if (level !== '5' || text.trim() === '') continue;
    const key = `${page} ${block} ${paragraph} ${line}`;
    const word = {
      text: text.trim(),
      left: Number(left),
      right: Number(left) + Number(width),
      height: Number(height),
    };
    const same = lines.get(key);
    if (same === undefined) lines.set(key, [word]);
    else same.push(word);
  }
  return [...lines.values()].map((words) => corrected(joined(words)));
}

function joined(words: readonly Word[]): string {
  // Most words of a line are as high as its letters; commas are lower and brackets higher.
  const heights = words.map(({ height }) => height).sort((a, b) => a - b);
  const letter = Math.max(1, heights[heights.length >> 1] ?? 1);
  let line = '';
  let end = 0;
  for (const { text, left, right } of words) {
    if (line !== '') line += between(line, text, (left - end) / letter);
    line += text;
    end = right;
  }
  return line;
}

function between(before: string, after: string, gap: number): string {
  if (gap > COLUMN_GAP) return '\t';
  if (/\d$/.test(before) && /^[\dXx]/.test(after)) return gap < DIGIT_GAP ? '' : ' ';
  const wide = /[\p{Script=Han}：，。；（）、]/u;
  const sides = Number(wide.test(before.at(-1) ?? '')) + Number(wide.test(after[0] ?? ''));
  return sides === 2 || (sides === 1 && gap < MIXED_GAP) ? '' : ' ';
}

function corrected(line: string): string {
  return (
    line
      // Full-width colons come out as half-width ones or semicolons, with blanks around.
      .replace(/(?<=\p{Script=Han})\s*[:;；]\s*(?=\S)/gu, '：')
      // The dot after a slim letter goes into it, in an address.
      .replace(/([@G©®][a-z0-9-]+)L(com|cn|net|org)\b/g, '$1l.$2')
      // The sign in an address is taken for letters that look like it.
      .replace(
        /(?<![\w.@-])([a-z0-9][a-z0-9._-]*)[G©®]([a-z0-9][a-z0-9-]*(?:\.[a-z0-9-]+)*\.(?:com|cn|net|org|edu|gov|hk|tw))\b/g,
        '$1@$2',
      )
      .replace(/(\w)\s*@\s*(\w)/g, '$1@$2')
  );
}
