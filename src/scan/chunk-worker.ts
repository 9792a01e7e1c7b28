import { parentPort, workerData } from 'node:worker_threads';
import type { DataAsset } from '../model/asset.js';
import { type FeedMemory, FeedReader } from './feed.js';
import type { CreateAssetScanner, ScannerInit } from './lane.js';
import { Outbox } from './wire.js';

/** The program of an engine thread of the parser lane: scans what its parser host sends, asset by asset. */
export interface ChunkWorkerInit {
  readonly scanner: ScannerInit;
  readonly scannerModule: string;
  readonly feed: FeedMemory;
}

/** To the supervisor, besides parcels of results. */
export type ChunkWorkerNote = { readonly started: true } | { readonly room: true };

const init = workerData as ChunkWorkerInit;
const port = parentPort!;
const feed = new FeedReader(init.feed, () => port.postMessage({ room: true } satisfies ChunkWorkerNote));
const { createAssetScanner } = (await import(init.scannerModule)) as {
  createAssetScanner: CreateAssetScanner;
};
const scanner = await createAssetScanner(init.scanner);
const outbox = new Outbox(port);
port.on('message', (asset: DataAsset) => {
  try {
    outbox.result(0, scanner.scanChunks(feed, asset));
  } catch (error) {
    outbox.threw(0, error);
  }
  outbox.flush();
});
port.postMessage({ started: true } satisfies ChunkWorkerNote);
