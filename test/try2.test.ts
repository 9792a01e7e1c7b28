import { it } from 'vitest';
import { loadEngine } from '../src/scan/engine.js';
import { TextProbe } from '../src/scan/detect.js';
it('x', async () => {
  const e = await loadEngine([]);
  const p = new TextProbe(e, 0);
  for (const t of ['手机：13900001234', '护照号 E12345678', '440308 19990101 0004', 'Visa 4000 0012 3456 7899','cvv=12345','青岛市市北区延吉路18号','IP：2001:db8:0:0:0:0:2:1','验证码：123890']) {
    console.log(t, p.json(t));
    const k = e.kernel; const { written } = new TextEncoder().encodeInto(t, k.bytes); k.fold(0, written); k.table(null, 0); const n = k.scan(0, written, written);
    console.log(Array.from({ length: n }, (_, i) => [...k.anchors.slice(i * 6, i * 6 + 4), (k.anchors[i*6+2]===15)? e.compiled.program.literals[k.anchors[i*6+3]]:''].join(',')).join(' ; '));
  }
});
