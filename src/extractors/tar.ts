import { isPadding, slice } from './byte-source.js';
import type { Extractor } from './extractor.js';
import { decodeNames } from './member-names.js';
import { readTar, type TarMember } from './tar-headers.js';

/** Members whose names are decoded together. */
const TOGETHER = 1000;

/** tar archives. Links and devices are named and never followed. */
export const tar: Extractor = {
  async extract({ source }, out, { budget }) {
    const state = { damaged: false, end: 0 };
    let cutOff = false;
    const read = async (members: readonly TarMember[]) => {
      const plain = decodeNames(members.filter(({ utf8 }) => !utf8).map(({ name }) => name)).values();
      for (const { name, utf8, kind, content, ...member } of members) {
        const label = utf8 ? name.toString('utf8') : plain.next().value!;
        if (kind === 'link') out.issue('symlink', 'a link in an archive is not followed', label);
        else if (kind === 'device') out.issue('not-regular', 'a device or pipe in an archive', label);
        if (kind === 'link' || kind === 'device') budget.entry();
        else if (kind === 'file') await out.file(label, content);
        else budget.entry();
        cutOff ||= member.cutOff;
      }
    };
    const batch: TarMember[] = [];
    for (const member of readTar(source, budget, state)) {
      batch.push(member);
      if (batch.length === TOGETHER) await read(batch.splice(0));
    }
    await read(batch);
    if (cutOff) out.issue('malformed', 'the archive is cut off; what is there of its last member was read');
    else if (state.damaged)
      out.issue('malformed', 'some headers are damaged; what lies behind them may be missing');
    const rest = slice(source, state.end, source.size);
    if (!isPadding(rest)) await out.file('behind the end', rest);
  },
};
