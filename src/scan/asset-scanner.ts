import { readSync } from 'node:fs';
import { basename } from 'node:path';
import { sniffType } from '../extractors/file-type.js';
import { extractorFor } from '../extractors/index.js';
import { hasZipBehind } from '../extractors/zip-directory.js';
import type { DataAsset } from '../model/asset.js';
import type { Tier } from '../model/tier.js';
import { AssetRun } from './asset-run.js';
import { timeBudget } from './budgets.js';
import { scanChunks } from './chunk-scan.js';
import { loadEngine } from './engine.js';
import type { FeedReader } from './feed.js';
import type { AssetResult, AssetScanner, ScannerInit } from './lane.js';
import { LimitReached, Tally } from './tally.js';
import { HEAD, TextScanner } from './text-scanner.js';

/** Builds the engine of one thread: rules compiled, kernel loaded. */
export async function createAssetScanner(init: ScannerInit): Promise<AssetScanner> {
  const { kernel, compiled, tierOf } = await loadEngine(init.rules.dirs, init.rules.loaded);
  return new EngineScanner(new TextScanner(kernel, compiled, init.minConfidence), tierOf, init);
}

class EngineScanner implements AssetScanner {
  readonly #key: Buffer;
  readonly #head = Buffer.alloc(HEAD);

  constructor(
    private readonly text: TextScanner,
    private readonly tierOf: (infoType: string) => Tier,
    private readonly init: ScannerInit,
  ) {
    this.#key = Buffer.from(init.keyHex, 'hex');
  }

  scan(fd: number, asset: DataAsset, size: number): AssetResult {
    const run = this.#run(asset);
    const headSize = size === 0 ? 0 : readSync(fd, this.#head, 0, Math.min(HEAD, size), 0);
    if (headSize === 0) return run.result(0);
    const head = this.#head.subarray(0, headSize);
    const type = sniffType(head);
    const source = {
      size,
      read: (target: Uint8Array, offset: number, length: number, position: number) => {
        const end = position + length;
        if (end > headSize) return readSync(fd, target, offset, length, position);
        // A small file is read once.
        target.set(head.subarray(position, end), offset);
        return length;
      },
    };
    if (extractorFor(type) !== undefined) return { ...run.result(0), handOver: type.format ?? '' };
    if (hasZipBehind(source)) return { ...run.result(0), handOver: 'zip' };
    if (type.encrypted !== undefined) {
      run.fact('encrypted', type.encrypted);
      run.issue('skipped', 'extract', 'encrypted', `encrypted (${type.format})`);
      return run.result(headSize);
    }
    if (type.kind === 'binary') {
      run.issue('skipped', 'extract', 'unsupported-format', `no extractor for ${type.format}`);
      return run.result(headSize);
    }
    const place = { name: basename(asset.path), part: '' };
    try {
      const tick = this.#clock(timeBudget(this.init.limits, size));
      const reader = this.text.scanFile(source, head, headSize >= size, place, run, tick);
      if (reader === undefined) return run.result(headSize);
    } catch (error) {
      if (!(error instanceof LimitReached)) throw error;
      run.issue('partial', 'detect', error.code, error.message);
    }
    const { reader } = run;
    if (reader?.truncated)
      run.issue('partial', 'read', 'changed', 'the file became shorter while it was read');
    return run.result(reader?.bytesRead ?? headSize, reader?.encoding);
  }

  scanChunks(feed: FeedReader, asset: DataAsset): AssetResult {
    const run = this.#run(asset);
    // Waiting for the host is not the engine's time.
    feed.waited = 0;
    const tick = this.#clock(timeBudget(this.init.limits, asset.size ?? 0), () => feed.waited);
    scanChunks(feed, this.text, run, tick);
    return run.result(asset.size ?? 0);
  }

  #run(asset: DataAsset): AssetRun {
    return new AssetRun(asset, new Tally(asset, this.#key, this.tierOf, this.init.limits));
  }

  #clock(milliseconds: number, waited: () => number = () => 0): () => void {
    const deadline = performance.now() + milliseconds;
    return () => {
      if (performance.now() - waited() > deadline)
        throw new LimitReached(
          'limit-time',
          'the time for this asset ran out; what was found until then is reported',
        );
    };
  }
}
