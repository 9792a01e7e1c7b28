import { readSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { DataAsset } from '../../src/model/asset.js';
import { type Listing, OpenRefused, type Source } from '../../src/sources/source.js';

/** A place filled for the suite. At least four readable assets. */
export interface SourceFixture {
  /** A new source over the same place. */
  make(): Source;
  /** Path and content of every readable asset. */
  readonly content: ReadonlyMap<string, string>;
  /** Path and reason of every asset that is listed but not to be opened. */
  readonly skipped: ReadonlyMap<string, string>;
  /** Puts another asset in the place of this one, under its name. */
  replace(path: string): void;
  remove(path: string): void;
  dispose(): void;
}

export async function listAll(source: Source, signal = new AbortController().signal): Promise<Listing[]> {
  const all: Listing[] = [];
  for await (const listing of source.list(signal)) all.push(listing);
  return all;
}

/** What every source promises (src/sources/source.ts). */
export function sourceSuite(name: string, build: () => SourceFixture): void {
  describe(`${name} keeps the contract of a source`, () => {
    let fixture: SourceFixture;
    let source: Source;
    const signal = new AbortController().signal;
    beforeAll(() => {
      fixture = build();
      source = fixture.make();
    });
    afterAll(async () => {
      await source.close();
      fixture.dispose();
    });
    const assets = async () => (await listAll(source)).flatMap(({ asset }) => asset ?? []);
    const find = async (wanted: (asset: DataAsset) => boolean) => (await assets()).find(wanted)!;

    test('lists everything in scope once, with reasons for what is not to be opened', async () => {
      const listed = await listAll(source);
      const readable = listed.flatMap(({ asset, issue }) => (asset && !issue ? asset.path : []));
      expect(readable.sort()).toEqual([...fixture.content.keys()].sort());
      const skipped = listed.flatMap(({ asset, issue }) =>
        asset && issue ? [[asset.path, issue.code]] : [],
      );
      expect(new Map(skipped as [string, string][])).toEqual(fixture.skipped);
      const ids = listed.flatMap(({ asset }) => asset?.id ?? []);
      expect(new Set(ids).size).toBe(ids.length);
      for (const { asset } of listed) {
        expect(asset?.path ?? '').not.toMatch(/\p{Cs}/u);
        if (asset) expect(asset.source).toBe(source.name);
      }
    });

    test('lists the same again, in the same order with the same ids', async () => {
      const other = fixture.make();
      expect(await listAll(other)).toEqual(await listAll(source));
      await other.close();
    });

    test('ends early and quietly after an abort', async () => {
      const stop = new AbortController();
      const seen: Listing[] = [];
      for await (const listing of source.list(stop.signal)) {
        seen.push(listing);
        stop.abort();
      }
      expect(seen.length).toBeLessThanOrEqual(2);
      expect((await listAll(source, stop.signal)).length).toBeLessThanOrEqual(1);
    });

    test('opens what it listed and gives its bytes', async () => {
      for (const asset of await assets()) {
        const content = fixture.content.get(asset.path);
        if (content === undefined) continue;
        const opened = await source.open(asset, signal);
        const bytes = Buffer.alloc(opened.size + 1);
        expect(readSync(opened.fd, bytes, 0, bytes.length, 0)).toBe(opened.size);
        expect(bytes.toString('utf8', 0, opened.size)).toBe(content);
        opened.close();
      }
    });

    test('tells storage facts, and nothing of what is gone', async () => {
      const asset = await find(({ path }) => fixture.content.has(path));
      expect(await source.facts(asset)).toEqual(asset.facts);
    });

    test('refuses an asset that was replaced since it was listed', async () => {
      const [path] = fixture.content.keys();
      const asset = await find((each) => each.path === path);
      fixture.replace(path!);
      const refused = await source.open(asset, signal).catch((error: unknown) => error);
      expect(refused).toBeInstanceOf(OpenRefused);
      expect((refused as OpenRefused).issue).toMatchObject({ asset: path, stage: 'open', code: 'changed' });
    });

    test('refuses an asset that is gone, and has no facts about it', async () => {
      const path = [...fixture.content.keys()][1]!;
      const asset = await find((each) => each.path === path);
      fixture.remove(path);
      const refused = await source.open(asset, signal).catch((error: unknown) => error);
      expect((refused as OpenRefused).issue).toMatchObject({ asset: path, stage: 'open', code: 'vanished' });
      expect(await source.facts(asset)).toEqual({});
    });

    test('may be closed twice', async () => {
      const other = fixture.make();
      await other.close();
      await other.close();
    });
  });
}
