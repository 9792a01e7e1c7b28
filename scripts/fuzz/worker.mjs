// Takes apart what it is sent, as a parser host does, and says how that ended.
import { Budget, DEFAULT_EXPAND_LIMITS } from '../../dist/extractors/budget.js';
import { PartTree } from '../../dist/extractors/part-tree.js';

const TIME = 20_000;

process.on('message', async ({ name, bytes }) => {
  process.send(await takeApart(name, Buffer.from(bytes, 'base64')));
});

async function takeApart(name, bytes) {
  let content = false;
  let issue = false;
  let open = false;
  let between = false;
  const seen = () => {
    between ||= open;
    content = true;
  };
  const sink = {
    text: seen,
    table: () => {
      seen();
      return { rows: () => {}, rounded: () => {}, end: () => {} };
    },
    file: () => {
      seen();
      open = true;
      return {
        bytes: () => {},
        end: () => {
          open = false;
        },
      };
    },
    picture: seen,
    issue: () => {
      between ||= open;
      issue = true;
    },
    fact: () => {},
  };
  const source = {
    size: bytes.length,
    read(target, offset, length, position) {
      if (!(position >= 0)) throw new RangeError('a place before the beginning');
      return bytes.copy(target, offset, position, Math.min(bytes.length, position + length));
    },
  };
  const limits = { ...DEFAULT_EXPAND_LIMITS, bytes: 512 << 20, time: TIME };
  const context = { budget: new Budget(limits, bytes.length), ocr: false, passwords: ['secret'], scratch };
  try {
    await new PartTree(sink, context, name).read(source);
  } catch (error) {
    return { end: 'threw', stack: String(error?.stack).split('\n').slice(0, 4).join(' | ') };
  }
  if (between) return { end: 'threw', stack: 'something came in between the bytes of an inner file' };
  return { end: issue ? 'issue' : content ? 'content' : 'nothing' };
}

function scratch() {
  let size = 0;
  const pieces = [];
  let whole;
  return {
    get size() {
      return size;
    },
    append(bytes) {
      pieces.push(Buffer.from(bytes));
      size += bytes.length;
      whole = undefined;
    },
    read(target, offset, length, position) {
      whole ??= Buffer.concat(pieces);
      return whole.copy(target, offset, position, Math.min(size, position + length));
    },
  };
}
