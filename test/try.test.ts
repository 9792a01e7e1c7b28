import { it } from 'vitest';
import { runExamples } from '../src/scan/detect.js';
import { writeFileSync } from 'node:fs';
it('ex', async () => {
  const t0 = performance.now();
  const o = await runExamples([]);
  const f = o.filter((x) => !x.passed);
  writeFileSync('/tmp/ex.txt', f.map((x) => `${x.ruleId} ${x.kind} | ${x.text} | ${x.found.join(', ')}`).join('\n'));
  console.log(o.length, 'examples', f.length, 'failed', performance.now() - t0);
}, 60000);
