// Renews what is generated in the documentation: the tables of both READMEs and the rule catalogue.
import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { renewReadme } from '../dist/cli/reference.js';

const path = (name) => fileURLToPath(new URL(`../${name}`, import.meta.url));
for (const [name, lang] of [
  ['README.md', 'en'],
  ['README.zh-CN.md', 'zh'],
])
  writeFileSync(path(name), renewReadme(readFileSync(path(name), 'utf8'), lang));
writeFileSync(
  path('rules/README.md'),
  execFileSync(process.execPath, [path('dist/cli/main.js'), 'rules', 'docs']),
);
