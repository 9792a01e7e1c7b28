import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { htmlReporter } from '../../src/reporters/html.js';
import { collect } from './collect.js';
import { HOSTILE_NAMES, sampleReport } from './sample-report.js';

const client = new URL('../../src/reporters/html/client/', import.meta.url);
const squarifyModule = await import(new URL('squarify.js', client).href);
const treeModule = await import(new URL('model.js', client).href);

interface Box {
  readonly x: number;
  readonly y: number;
  readonly w: number;
  readonly h: number;
  readonly item: { readonly value: number };
}

describe('html', () => {
  const report = sampleReport({ assets: 50, findings: 70, names: HOSTILE_NAMES });
  const page = collect(htmlReporter, report);
  const between = (start: string, end: string) => {
    const from = page.indexOf(start) + start.length;
    return page.slice(from, page.indexOf(end, from));
  };
  const data = JSON.parse(between('<script type="application/json" id="report">', '</script>'));

  it('admits its own style and script by hash and nothing else', () => {
    const policy = between('http-equiv="Content-Security-Policy" content="', '"');
    const hash = (text: string) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain(`script-src ${hash(between('<script>', '</script>'))};`);
    expect(policy).toContain(`style-src ${hash(between('<style>', '</style>'))};`);
    expect(policy).not.toContain('unsafe');
  });

  it('has two script elements, whatever the names, and asks for nothing outside', () => {
    expect(page.match(/<script/gi)).toHaveLength(2);
    expect(page.match(/<\/script/gi)).toHaveLength(2);
    expect(page).not.toContain('<img');
    expect(page).not.toMatch(/(?:src|href)="(?!data:,"|#)/);
    expect(page).not.toMatch(/https?:\/\/(?!www\.w3\.org\/2000\/svg)/);
    expect(page).not.toContain('<!--<script');
  });

  it('carries every finding, asset and issue with its names fit to print', () => {
    expect(data.findings).toHaveLength(report.findings.length);
    expect(data.assets).toHaveLength(new Set(report.assets.map((asset) => asset.path)).size);
    expect(data.issues).toHaveLength(report.issues.length);
    const paths = data.assets.map((asset: unknown[]) => asset[0]);
    expect(paths).toContain('/in/<img src=x onerror=alert(1)>.txt');
    expect(paths).toContain('/in/rtl\\u{202e}gnp.exe\\u{2066}\\u{200b}\\u{feff}.txt');
  });

  it('lists fewer places where there are many findings', () => {
    const big = collect(htmlReporter, sampleReport({ assets: 200, findings: 3000 }));
    const found = JSON.parse(big.slice(big.indexOf('id="report">') + 12, big.indexOf('</script>'))).findings;
    expect(Math.max(...found.map((finding: unknown[]) => (finding[9] as unknown[]).length))).toBe(5);
  });

  it('never parses markup nor evaluates text in the page', () => {
    for (const file of readdirSync(client)) {
      expect(readFileSync(new URL(file, client), 'utf8')).not.toMatch(
        /innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\b|new Function|DOMParser|setAttribute\('(?:on|style)/,
      );
    }
  });

  it('has words for everything the page says, in both languages', () => {
    const sources = readdirSync(client).map((file) => readFileSync(new URL(file, client), 'utf8'));
    const asked = [
      ...sources.join('\n').matchAll(/\bt\(\s*'(\w+)'/g),
      ...page.matchAll(/data-text="(\w+)"/g),
    ].map((match) => match[1]!);
    const keyLists = [...sources.join('\n').matchAll(/head = \[([^\]]*)\]/g)].flatMap(
      (match) => match[1]!.match(/\w+/g)!,
    );
    expect(asked.length).toBeGreaterThan(50);
    for (const lang of ['zh', 'en']) {
      expect([...asked, ...keyLists].filter((key) => typeof data.texts[lang].page[key] !== 'string')).toEqual(
        [],
      );
    }
  });

  it('is complete with nothing in it', () => {
    expect(collect(htmlReporter, sampleReport({ assets: 0, findings: 0 }))).toMatch(/<\/html>\n$/);
  });
});

describe('squarify', () => {
  const items = [6, 6, 4, 3, 2, 2, 1].map((value) => ({ value }));

  it('fills the box in proportion, without overlap', () => {
    const boxes: Box[] = squarifyModule.squarify(items, { x: 10, y: 20, w: 600, h: 400 });
    expect(boxes).toHaveLength(items.length);
    for (const box of boxes) {
      expect(box.w * box.h).toBeCloseTo((box.item.value / 24) * 600 * 400, 3);
      expect(box.x).toBeGreaterThanOrEqual(10 - 1e-6);
      expect(box.x + box.w).toBeLessThanOrEqual(610 + 1e-6);
      expect(box.y + box.h).toBeLessThanOrEqual(420 + 1e-6);
      expect(Math.max(box.w / box.h, box.h / box.w)).toBeLessThan(3.5);
    }
    for (const a of boxes) {
      for (const b of boxes) {
        if (a === b) continue;
        const across = Math.min(a.x + a.w, b.x + b.w) - Math.max(a.x, b.x);
        const down = Math.min(a.y + a.h, b.y + b.h) - Math.max(a.y, b.y);
        expect(across > 1e-6 && down > 1e-6).toBe(false);
      }
    }
  });

  it('draws nothing of nothing', () => {
    expect(squarifyModule.squarify([], { x: 0, y: 0, w: 10, h: 10 })).toEqual([]);
    expect(squarifyModule.squarify(items, { x: 0, y: 0, w: 0, h: 10 })).toEqual([]);
  });
});

describe('folder tree', () => {
  const asset = (path: string, findings = 1) => ({
    path,
    findings,
    values: 2 * findings,
    bytes: 10,
    tier: 1,
    order: -1,
  });

  it('sums up and knows what lies where', () => {
    const assets = [asset('/a/b/1.txt'), asset('/a/b/2.txt', 3), asset('/a/c.txt', 0), asset('/z')];
    const root = treeModule.buildTree(assets);
    expect(root).toMatchObject({ assets: 4, findings: 5, values: 10, bytes: 40 });
    const b = root.children.get('/a').children.get('b');
    expect(assets.map((each) => treeModule.within(b, each))).toEqual([true, true, false, false]);
    expect(treeModule.nodePath(b)).toBe('/a/b');
  });

  it('skips folders with one child, but not to the file itself', () => {
    const root = treeModule.buildTree([asset('/a/b/c/1.txt'), asset('/a/b/c/2.txt')]);
    expect(treeModule.nodePath(treeModule.unwrap(root))).toBe('/a/b/c');
    expect(treeModule.nodePath(treeModule.unwrap(treeModule.buildTree([asset('/a/b/1.txt')])))).toBe('/a/b');
  });

  it('takes 20,000 levels', () => {
    expect(treeModule.buildTree([asset('/x'.repeat(20_000))]).assets).toBe(1);
  });
});
