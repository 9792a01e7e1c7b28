import { test } from 'vitest';
import { checkRules } from '../../src/config/check-rules.js';
import { describeProblem } from '../../src/config/problem.js';
import { readRules } from '../../src/config/rules.js';
import { SHELF } from './shelf.js';
test('probe', async () => {
  const t0 = performance.now();
  const r = await readRules([], SHELF);
  console.log('read', performance.now() - t0, r.built.rules.length);
  const t1 = performance.now();
  const problems = await checkRules({ known: SHELF });
  console.log('check', performance.now() - t1);
  for (const p of problems) console.log(p.severity, describeProblem(p), '—', p.hint);
});
