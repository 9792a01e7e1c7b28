import { it } from 'vitest';
import { createAssetScanner } from '../src/scan/asset-scanner.js';
import { openSync, fstatSync, readdirSync, statSync } from 'node:fs';
function walk(d: string): string[] { return readdirSync(d).flatMap((n) => statSync(`${d}/${n}`).isDirectory() ? walk(`${d}/${n}`) : [`${d}/${n}`]); }
it('demo', async () => {
  const s = await createAssetScanner({ rules: { dirs: [] }, keyHex: '00'.repeat(32), minConfidence: 0.5, limits: { timePerAsset: 1e5, findingsPerAsset: 1e4, occurrencesPerFinding: 3 } });
  for (const f of walk('fixtures/demo')) {
    const fd = openSync(f, 'r');
    const r = s.scan(fd, { id: f, source: 'x', kind: 'file', path: f, facts: {} }, fstatSync(fd).size);
    console.log(`## ${f} ${r.status} ${r.encoding} ${r.issues.map((i) => i.code + ':' + i.message)}`);
    for (const c of r.columns) console.log(`   COL ${c.name} -> ${c.infoType} ${c.confidence} ${c.matched}/${c.rows} ${c.why.join(' ')}`);
    for (const x of r.findings) console.log(`   ${x.infoType} ${x.column ?? ''} ${x.confidence} n=${x.count} d=${x.distinct} ${x.why.join(' ')} ${x.occurrences.slice(0, 2).map((o) => o.evidence.mask + '@' + JSON.stringify(o.location)).join(' ')}`);
  }
}, 60000);
