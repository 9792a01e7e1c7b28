import type { DataAsset } from '../model/asset.js';

/** An asset that ended its thread this often, alone in it, is not tried again. */
export const POISON_AT = 2;

/**
 * Counts how often assets ended the thread that scanned them and nothing else. Keyed by identity and version: an asset
 * that changes gets a new chance. In memory; a long-lived process keeps one across scans.
 */
export class PoisonList {
  readonly #failures = new Map<string, number>();

  /** Notes one more failure alone; returns whether that makes the asset poison. */
  failedAlone(asset: DataAsset): boolean {
    const key = keyOf(asset);
    this.#failures.set(key, (this.#failures.get(key) ?? 0) + 1);
    return this.has(asset);
  }

  has(asset: DataAsset): boolean {
    return this.#failures.size > 0 && (this.#failures.get(keyOf(asset)) ?? 0) >= POISON_AT;
  }
}

function keyOf(asset: DataAsset): string {
  return `${asset.id} ${asset.version ?? ''}`;
}
