import { readSync } from 'node:fs';
import type { DataAsset } from '../model/asset.js';
import type { ScanIssue } from '../model/issue.js';
import { errnoOf } from '../sources/errno.js';
import { type OpenedFile, openFile } from '../sources/open-file.js';
import { OpenRefused } from '../sources/source.js';
import { type AssetResult, type AssetScanner, unread } from './lane.js';

/**
 * Opens, scans and closes one listed file. Files that change meanwhile end as partial; failing reads too.
 * Throws only what the scanner throws and no failed system call explains.
 */
export function scanFile(scanner: Pick<AssetScanner, 'scan'>, asset: DataAsset): AssetResult {
  let file: OpenedFile;
  try {
    file = openFile(asset);
  } catch (error) {
    if (!(error instanceof OpenRefused)) throw error;
    return unread(asset, 'skipped', 'open', error.issue.code, error.issue.message);
  }
  try {
    if (file.size === 0 && hasContent(file.fd) && !file.changed())
      return unread(asset, 'skipped', 'open', 'pseudo-fs', 'said to be empty, but is not: size unknown');
    const result = scanner.scan(file.fd, asset, file.size);
    return file.changed() ? withChange(result, asset) : result;
  } catch (error) {
    if (typeof (error as NodeJS.ErrnoException | null)?.syscall !== 'string') throw error;
    return unread(asset, 'partial', 'read', 'io-error', `reading failed (${errnoOf(error)})`);
  } finally {
    file.close();
  }
}

function hasContent(fd: number): boolean {
  return readSync(fd, new Uint8Array(1), 0, 1, 0) > 0;
}

function withChange(result: AssetResult, asset: DataAsset): AssetResult {
  const message = 'changed while it was read';
  const issue: ScanIssue = { asset: asset.path, part: '', stage: 'read', code: 'changed', message };
  const status = result.status === 'complete' ? 'partial' : result.status;
  return { ...result, status, issues: [...result.issues, issue] };
}
