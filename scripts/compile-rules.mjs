// Compiles rules/*.yaml into dist/rules/compiled.json: plain data, loaded without a YAML parser or a schema.
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const { loadRules } = await import(pathToFileURL(join(root, 'dist/config/rules.js')));
const loaded = await loadRules({ compiled: false });
mkdirSync(join(root, 'dist/rules'), { recursive: true });
writeFileSync(join(root, 'dist/rules/compiled.json'), JSON.stringify(loaded));
