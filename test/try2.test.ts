import { it } from 'vitest';
import { loadEngine } from '../src/scan/engine.js';
import { TextProbe } from '../src/scan/detect.js';
it('x', async () => {
  const e = await loadEngine([]);
  const p = new TextProbe(e, 0);
  for (const t of ['身份证11010519491231002X已登记','id_11010519491231002X', 'SN11010519491231002X', 'trace_id=11010519491231002X']) {
    console.log(t, p.json(t));
  }
});
