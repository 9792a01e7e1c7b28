import { workerData } from 'node:worker_threads';
import type { AssetScanner, CreateAssetScanner } from './lane.js';
import { scanFile } from './scan-file.js';
import {
  type BatchAnswer,
  type BatchTask,
  Outbox,
  SLOT_CURRENT,
  SLOT_STOP,
  type WorkerInit,
} from './wire.js';

/**
 * The program of a scanning thread. The engine is built while the thread starts (awaiting here makes the pool wait),
 * so that the first file finds it ready. A failure is kept for the first task: thrown here, it would only end the thread.
 */
const init = workerData as WorkerInit;
let scanner: AssetScanner | undefined;
let startError: string | undefined;
try {
  scanner = await build();
} catch (error) {
  startError = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
}

async function build(): Promise<AssetScanner> {
  const module = (await import(init.scannerModule)) as { createAssetScanner: CreateAssetScanner };
  return module.createAssetScanner(init.scanner);
}

/** Piscina's task function: scans a batch, asset by asset, telling in the slot which one is in flight. */
export default async function scanBatch({ assets, slot, port }: BatchTask): Promise<BatchAnswer> {
  if (startError !== undefined) return { startError };
  const outbox = new Outbox(port);
  for (const [index, asset] of assets.entries()) {
    if (Atomics.load(slot, SLOT_STOP) !== 0) break;
    outbox.tick();
    Atomics.store(slot, SLOT_CURRENT, index + 1);
    try {
      scanner ??= await build();
      outbox.result(index, scanFile(scanner, asset));
    } catch (error) {
      scanner = undefined; // Its state is anyone's guess now.
      outbox.threw(index, error);
    }
  }
  outbox.flush();
  return {};
}
